import type en from '../../en/findings/server-files.ts';
import type { Translated } from '../../finding-text.ts';

export default {
  'server-key-type-mismatch': {
    message: 'la clave {keyFile} es {keyType}, pero el certificado {certFile} es para una clave de tipo {certType}',
    means:
      'OpenSSL guarda una pareja por cada tipo de clave: carga esta clave y este certificado ({subject}) uno al lado del otro, sin decir nada, y no tiene ninguna pareja completa.',
    consequences: 'El servidor arranca y luego rechaza a todos los clientes con un fallo de negociación (alerta 40).',
    causes: [
      'la clave se volvió a crear con otro tipo después de emitir el certificado',
      'se mezclaron los archivos de dos servidores',
    ],
    fixes: {
      match: 'mira qué archivos van juntos',
      reissue: 'emite otra vez el certificado para esta clave',
    },
  },
  'server-no-cert': {
    message: 'el archivo de certificado {certFile} está vacío',
    means: 'Hay un archivo, pero en él no hay ningún certificado.',
    consequences:
      'Algunos servidores arrancan igualmente y luego rechazan a todos los clientes con un fallo de negociación (alerta 40).',
    causes: [
      'el disco estaba lleno, o falló la herramienta que debía escribirlo',
      'un despliegue creó el archivo antes de que existiera el certificado',
    ],
    fixes: {
      make: 'crea un certificado para la clave (o copia aquí el bueno)',
    },
  },
  'server-key-encrypted': {
    message: 'la clave {keyFile} está cifrada: el servidor necesita su contraseña',
    means:
      'El archivo de la clave privada está protegido con una contraseña; sin ella nadie puede decir si corresponde a {certFile}.',
    consequences: 'Un servidor al que no se le da la contraseña no arranca.',
    causes: [
      'la clave se creó con --encrypt, o vino de una autoridad que cifra',
      'al servidor lo arranca un servicio que no tiene la contraseña',
    ],
    fixes: {
      passphrase: 'dale al servidor la contraseña en un archivo que solo él pueda leer',
      decrypt: 'o escribe la clave sin contraseña, con permisos solo para su dueño',
    },
  },
  'server-cert-not-pem': {
    message: '{file} no es un certificado en PEM; parece: {kind}',
    means:
      'Los servidores leen los certificados como texto entre BEGIN CERTIFICATE y END CERTIFICATE; este archivo contiene otra cosa.',
    consequences: 'El servidor no puede arrancar con este archivo.',
    causes: [
      'el certificado se exportó como DER',
      'se tomó la solicitud por el certificado',
      'se cambiaron la clave y el certificado, o el archivo contiene la ruta de otro',
    ],
    fixes: {
      look: 'mira qué contiene el archivo',
      convert: 'escríbelo como PEM',
    },
  },
  'server-key-not-pem': {
    message: '{file} no es una clave privada en PEM; parece: {kind}',
    means:
      'Los servidores leen las claves como texto entre BEGIN PRIVATE KEY y END PRIVATE KEY; este archivo contiene otra cosa.',
    consequences: 'El servidor no puede arrancar con este archivo.',
    causes: [
      'la clave se exportó como DER',
      'se tomó por la clave privada la pública o el certificado',
      'es una clave para SSH',
    ],
    fixes: {
      look: 'mira qué contiene el archivo',
      convert: 'escríbela como PEM',
    },
  },
  'server-pem-corrupt': {
    message: '{file} está dañado en la línea {line}',
    means: 'El texto entre BEGIN y END no está entero: hay letras que no son base64, o falta una línea o el END.',
    consequences: 'El servidor no puede arrancar con este archivo.',
    causes: [
      'se cortó o se partió al copiarlo o pegarlo',
      'lo cambió un editor o una plantilla',
      'la copia se interrumpió',
    ],
    fixes: {
      look: 'mira ese sitio',
      copy: 'copia otra vez el archivo de donde vino y mira si está entero',
    },
  },
  'server-file-unreadable': {
    message: '{file} está, pero no se puede leer ({errno})',
    means: 'El sistema se niega a entregar el archivo a este usuario, o no es un archivo normal.',
    consequences: 'Un servidor que se ejecute con este usuario no puede arrancar.',
    causes: [
      'el archivo es de root y el servidor se ejecuta con otro usuario',
      'un directorio por encima está cerrado',
      'el nombre lleva a un directorio',
    ],
    fixes: {
      look: 'mira de quién es y quién puede leerlo',
      own: 'dáselo al usuario con el que se ejecuta el servidor',
    },
  },
  'server-weak': {
    message:
      'el certificado {certFile} es demasiado débil para servirlo: {keyType} de {bits} bits, firmado con {signature}',
    means:
      'La clave es demasiado corta o la firma se puede falsificar. Que un servidor arranque con él depende de la versión de OpenSSL; los clientes lo rechazan en todo caso.',
    consequences:
      'Node 24 no carga claves cortas, y Node 20 no carga firmas antiguas; los navegadores, curl y OpenSSL rechazan la conexión.',
    causes: ['se creó con una receta o una herramienta antiguas'],
    fixes: {
      key: 'crea una clave nueva de un tamaño habitual',
      reissue: 'crea de nuevo el certificado',
    },
  },
  'server-cert-expired': {
    message: 'el archivo de certificado {certFile} caducó hace {days} {days|día|días}, el {notAfter}',
    means:
      'El certificado {subject} que el servidor debe servir ha pasado su fecha notAfter. Los servidores arrancan con él sin decir nada.',
    consequences: 'Todo cliente que verifique rechaza la conexión.',
    causes: ['nadie lo renovó', 'el certificado renovado está en otra parte', 'el reloj de esta máquina va mal'],
    fixes: {
      renew: 'renueva el certificado',
      reissue: 'o créalo de nuevo con los mismos nombres',
      clock: 'si debería ser válido, comprueba el reloj de esta máquina',
    },
  },
  'server-cert-eku': {
    message: 'el archivo de certificado {certFile} no es para servidores; sus usos: {purposes}',
    means:
      'El extendedKeyUsage de {subject} no incluye serverAuth (RFC 5280 4.2.1.12). Los servidores arrancan con él sin decir nada.',
    consequences: 'Todo cliente que verifique rechaza la conexión.',
    causes: ['es el certificado de un cliente', 'la autoridad solo emite para otros usos'],
    fixes: {
      reissue: 'crea de nuevo el certificado con el uso serverAuth',
    },
  },
  'server-port-privileged': {
    message: 'el puerto {port} requiere privilegios: en esta máquina cualquiera puede escuchar a partir del {first}',
    means: 'Nada escucha en el puerto, y un programa sin privilegios no puede (EACCES).',
    consequences: 'Con este usuario, el servidor no puede arrancar en este puerto.',
    causes: ['el servicio se ejecuta con un usuario normal y perdió el derecho a los puertos bajos'],
    fixes: {
      systemd: 'da al servicio el derecho a los puertos bajos',
      sysctl: 'o abre para todos los puertos a partir de este',
      other: 'o sirve en un puerto que no requiera derechos',
    },
  },
  'server-address-not-local': {
    message: '{address} no es una dirección de esta máquina; las suyas son {own}',
    means: 'Un servidor solo puede usar direcciones que su máquina tenga (EADDRNOTAVAIL).',
    consequences: 'El servidor no puede arrancar con esta dirección.',
    causes: [
      'es la dirección pública de un router o de un balanceador que está delante de esta máquina',
      'la máquina recibió otra dirección',
      'la interfaz está caída',
    ],
    fixes: {
      any: 'usa todas las direcciones',
      look: 'mira las direcciones de esta máquina',
    },
  },
  'server-not-listening': {
    message: 'en esta máquina nada escucha en el puerto {port}',
    means:
      'La tabla de sockets que escuchan no tiene ninguna fila para el puerto: aquí no hay servidor, haga lo que haga la red. Puertos que escuchan: {others}.',
    consequences: 'Se rechaza a todos los clientes.',
    causes: [
      'el servidor no se arrancó, o terminó',
      'escucha en otro puerto',
      'se ejecuta en un contenedor cuyo puerto no se publicó',
    ],
    fixes: {
      start: 'arranca el servidor',
      look: 'mira qué escucha',
    },
  },
  'server-listening-other-port': {
    message: 'el servidor de {certFile} escucha en el puerto {other}, no en el {port}',
    means:
      'En el puerto {other} de esta máquina contesta la misma clave del archivo de certificado; en el {port} no escucha nada.',
    consequences: 'Se rechaza a los clientes que usan el puerto {port}.',
    causes: ['el puerto se cambió en un sitio y no en el otro', 'el puerto habitual estaba ocupado al arrancar'],
    fixes: {
      use: 'usa ese puerto',
      move: 'o haz que el servidor escuche en el puerto que usan los clientes',
    },
  },
  'server-pfx-passphrase': {
    message: 'el archivo PKCS#12 {file} no se abre: le falta su frase de contraseña, o la que se dio no es la suya',
    means:
      'Un archivo PKCS#12 (.p12, .pfx) guarda clave y certificado bajo una sola frase de contraseña; su suma de control (MAC) dice que no es esta.',
    consequences: 'Un servidor al que se le da este archivo no arranca; OpenSSL dice «mac verify failure».',
    causes: [
      'no se dio ninguna frase de contraseña',
      'la frase es la de otro archivo, o le sobra un fin de línea o un espacio',
      'el archivo se exportó con otra frase; los de Java suelen tener «changeit»',
    ],
    fixes: {
      give: 'da la frase de contraseña en un archivo que solo tú puedas leer',
      right: 'prueba con la frase correcta',
      convert: 'o escribe clave y certificado como PEM, que todos los servidores leen',
    },
  },
  'server-version-range': {
    message: 'al servidor no le queda ninguna versión de TLS que hablar',
    means:
      'La versión más antigua que puede hablar es más nueva que la más nueva, o las que se nombran no están incluidas en su programa. OpenSSL acepta esos ajustes sin decir nada, y después contesta a todos los clientes con protocol_version (alerta 70).',
    consequences: 'El servidor arranca y rechaza a todos los clientes, ofrezcan la versión que ofrezcan.',
    causes: [
      'se subió el mínimo y quedó un máximo antiguo en otro archivo',
      'una norma del sistema (openssl.cnf, crypto-policies) pone un extremo y el programa el otro',
      'solo se nombran versiones que este programa ya no trae',
    ],
    fixes: { widen: 'deja que hable TLS 1.2 y 1.3', look: 'busca en la configuración los dos extremos del intervalo' },
  },
  'server-cipher-config': {
    message: 'la lista de cifrados del servidor no deja nada que pueda usar con su clave ({keyType})',
    means:
      'Una lista de cifrados elige entre lo que OpenSSL tiene; hasta TLS 1.2 cada uno nombra además el tipo de clave con que se firma. Esta lista no nombra nada que exista, o solo cifrados para otro tipo de clave. Donde se permite TLS 1.3, esa versión tiene cifrados propios, que valen para toda clave.',
    consequences:
      'El servidor no arranca, o arranca y rechaza a todos los clientes con un fallo de negociación (alerta 40).',
    causes: [
      'un desliz en el nombre de un cifrado, o nombres de IANA donde OpenSSL quiere los suyos',
      'la lista es para ECDSA y la clave es RSA, o al revés: a menudo tras renovar la clave',
      'los cifrados de la lista son demasiado viejos para el nivel de seguridad de este OpenSSL',
    ],
    fixes: {
      expand: 'mira en qué queda la lista',
      default: 'sirve sin lista: los valores por omisión valen para todo tipo de clave',
    },
  },
} as const satisfies Translated<typeof en>;
