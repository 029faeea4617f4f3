import type en from '../../en/findings/cert-lint.ts';
import type { Translated } from '../../finding-text.ts';

export default {
  'cert-ip-san': {
    message: 'la dirección {address} está en el certificado como nombre DNS y no como dirección IP',
    means:
      'El subjectAltName contiene dNSName:{address}. Los clientes que se conectan a una dirección solo la comparan con las entradas iPAddress (RFC 9525 6.2, RFC 6125 B.2).',
    consequences: 'Con esta dirección, todo cliente que verifique rechaza la conexión.',
    causes: ['la receta decía DNS:{address} donde debía decir IP:{address}'],
    fixes: {
      reissue: 'crea de nuevo el certificado con la dirección como dirección IP',
    },
  },
  'cert-v1': {
    message: 'el certificado {subject} es X.509 versión 1, que no tiene extensiones',
    means:
      'La versión 1 no puede decir para qué nombres vale un certificado ni para qué sirve: para eso hacen falta las extensiones de la versión 3 (1996).',
    consequences:
      'Los navegadores y Go lo rechazan, porque no tiene subjectAltName; OpenSSL y curl todavía lo aceptan por su nombre común.',
    causes: ['se firmó con openssl x509 -req sin -extfile ni -copy_extensions, que descarta lo que pedía la solicitud'],
    fixes: {
      reissue: 'crea de nuevo el certificado como versión 3, con el nombre',
    },
  },
  'cert-weak-key': {
    message: 'la clave de {subject} es demasiado corta: {keyType} de {bits} bits (como mínimo {least})',
    means: 'Una clave de este tamaño (certificado en el lugar {place}) se puede romper, o pronto se podrá.',
    consequences: 'La rechazan OpenSSL con su nivel de seguridad habitual, Node 24, los navegadores y Apple.',
    causes: ['se creó con una receta antigua', 'la creó un aparato anterior a 2014'],
    fixes: {
      key: 'crea una clave nueva de un tamaño habitual',
      reissue: 'y el certificado para ella',
      'other-authority': 'haz que emita el certificado otra autoridad: esta es demasiado débil',
    },
  },
  'cert-weak-signature': {
    message: 'el certificado {subject} está firmado con {signature}, que se puede falsificar',
    means:
      'El resumen de la firma (certificado en el lugar {place}) tiene colisiones conocidas: una firma sobre él no demuestra nada.',
    consequences: 'Todo cliente actual lo rechaza; si se confía exactamente en este certificado, solo algunos.',
    causes: ['lo firmó una autoridad o una herramienta antigua', 'nunca se cambió un valor predeterminado antiguo'],
    fixes: {
      reissue: 'crea de nuevo el certificado firmado con SHA-256',
      'other-authority':
        'haz que emita el certificado otra autoridad: la de encima está firmada con demasiada debilidad',
    },
  },
  'cert-eku': {
    message: 'el certificado {subject} no es para servidores{strict|, según OpenSSL|}; sus usos: {purposes}',
    means:
      'El certificado del lugar {place} {strict|está permitido por RFC 5280, pero no por OpenSSL, tampoco el de Node.js: para él «cualquier uso» no es permiso para servidores, ni en una autoridad, y un tipo de certificado de Netscape (nsCertType) cuenta|tiene un extendedKeyUsage que enumera usos, y serverAuth no está entre ellos (RFC 5280 4.2.1.12)}.',
    consequences:
      '{strict|OpenSSL y lo que se apoya en él (curl, Node.js, Python) rechazan la conexión; otros no.|Todo cliente que verifique rechaza la conexión.}',
    causes: ['en el servidor se instaló un certificado de cliente', 'la autoridad solo emite para otros usos'],
    fixes: {
      reissue: 'crea de nuevo el certificado con el uso serverAuth',
      'other-authority': 'haz que emita el certificado una autoridad que pueda emitir para servidores',
    },
  },
  'cert-key-usage': {
    message: 'el certificado {subject} no permite a su clave aquello para lo que se usa: {needed} no está en {usage}',
    means:
      'El keyUsage (certificado en el lugar {place}) limita lo que puede hacer la clave (RFC 5280 4.2.1.3), y no incluye {needed}.',
    consequences:
      'GnuTLS y Chrome rechazan a un servidor que firma sin tener derecho; si no tiene ningún uso de TLS, también OpenSSL, curl y Node.js; a una autoridad sin él no la cree nadie.',
    causes: [
      'el certificado se creó para otra clase de negociación',
      'con un certificado que no es de autoridad se firmaron otros',
    ],
    fixes: {
      reissue: 'crea de nuevo el certificado con los usos de un servidor',
      'other-authority': 'haz que emita el certificado una autoridad de verdad',
    },
  },
  'cert-ca-as-leaf': {
    message: 'el servidor usa como propio el certificado de una autoridad: {subject}',
    means:
      'El certificado dice CA:TRUE: quien confía en él confía en todo lo que firme su clave, para cualquier máquina.',
    consequences:
      'Firefox y otros lo rechazan; y como la clave está en el servidor, quien se la lleve puede hacerse pasar por cualquiera ante quienes confían en él.',
    causes: [
      'openssl req -x509 crea autoridades si no se le dice otra cosa',
      'se instaló la raíz en lugar de un certificado emitido por ella',
    ],
    fixes: {
      reissue: 'crea de nuevo el certificado como certificado de servidor',
    },
  },
  'cert-must-staple': {
    message: 'el certificado {subject} exige una respuesta OCSP grapada, y el servidor no envía ninguna que sirva',
    means:
      'La extensión TLS feature (RFC 7633) promete que cada negociación trae palabra reciente de la autoridad de que el certificado no está revocado.',
    consequences: 'Firefox rechaza la conexión; otros clientes no lo miran.',
    causes: [
      'en el servidor no está activado el grapado de OCSP',
      'el servidor no alcanza el servicio OCSP de la autoridad',
      'la respuesta que grapa es demasiado vieja o trata de otro certificado',
    ],
    fixes: {
      staple: 'activa en el servidor el grapado de OCSP y deja que alcance el servicio de la autoridad',
      reissue: 'o crea de nuevo el certificado sin esa exigencia',
    },
  },
  'cert-validity-too-long': {
    message: 'el certificado {subject} vale {days} días; algunos clientes admiten {limit}',
    means:
      'Apple rechaza los certificados de servidor que viven más de 825 días, también los de autoridades privadas; a los públicos se les exigen vidas cada vez más cortas (CA/Browser Forum SC-081v3).',
    consequences: 'Lo rechazan Safari y todos los programas de los sistemas de Apple; los demás no lo miran.',
    causes: ['se creó para muchos años, para no tener que renovarlo'],
    fixes: {
      reissue: 'crea de nuevo el certificado para menos tiempo, y deja que renew lo renueve',
    },
  },
  'cert-serial': {
    message: 'el número de serie {serial} de {subject} no es como pide el RFC 5280 ({octets} {octets|octeto|octetos})',
    means: 'Un número de serie es positivo y tiene 20 octetos como máximo (RFC 5280 4.1.2.2).',
    consequences:
      'Go rechaza los certificados con un número negativo; de los demás solo se quejan los verificadores de estilo.',
    causes: ['una herramienta tomó octetos al azar sin mirar el primer bit', 'el número se puso a mano'],
    fixes: {
      reissue: 'crea de nuevo el certificado: recibirá un número al azar de la clase correcta',
    },
  },
  'cert-wildcard': {
    message: 'a {name} solo lo cubre el comodín {pattern}, que los clientes no respetan',
    means:
      'Un comodín es la etiqueta entera de más a la izquierda de un nombre (RFC 9525 6.3), y no representa todos los nombres de un dominio de primer nivel.',
    consequences: 'Los navegadores y Go lo rechazan; OpenSSL acepta un comodín que es solo parte de una etiqueta.',
    causes: ['el comodín se puso dentro de una etiqueta', 'se quiso cubrir entero un dominio privado de primer nivel'],
    fixes: {
      reissue: 'crea de nuevo el certificado con el nombre mismo',
    },
  },
  'cert-ct': {
    message:
      'el certificado de {subject} viene de una autoridad pública ({issuer}) sin ninguna prueba de que se registró',
    means:
      'Chrome, Edge y Safari solo aceptan un certificado de una autoridad pública con sellos de los registros de Certificate Transparency (SCT): en el certificado, en la respuesta OCSP adjunta o en la negociación. No los hay en ninguno de los tres sitios.',
    consequences:
      'Chrome dice NET::ERR_CERTIFICATE_TRANSPARENCY_REQUIRED y Safari también lo rechaza; otros clientes se conectan.',
    causes: [
      'la autoridad lo emitió sin registrarlo, como hace a petición para nombres que deben quedar en secreto',
      'los sellos los debía enviar el servidor mismo, y no lo hace',
    ],
    fixes: {
      reissue:
        'pide que emitan el certificado de nuevo con los sellos dentro (toda autoridad pública lo hace si no se le pide otra cosa)',
      prove: 'después comprueba que el certificado servido los trae',
    },
  },
} as const satisfies Translated<typeof en>;
