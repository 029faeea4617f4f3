import type en from '../../en/findings/cert-chain.ts';
import type { Translated } from '../../finding-text.ts';

export default {
  'cert-not-yet-valid': {
    message: 'el certificado {subject} no vale antes del {notBefore}; aquí es {now}',
    means: 'Un certificado de la cadena (lugar {place}) todavía no ha llegado a su fecha notBefore.',
    consequences: 'Hasta entonces, todo cliente que verifique rechaza la conexión.',
    causes: [
      'el reloj de esta máquina va atrasado',
      'el certificado se creó en una máquina con el reloj adelantado',
      'se creó para más tarde y se instaló demasiado pronto',
    ],
    fixes: {
      clock: 'compara el reloj de esta máquina con otro',
      set: 'deja que la red lo ponga en hora y vuelve a mirar',
      wait: 'si el reloj va bien, sirve el certificado anterior hasta entonces o crea uno que empiece ya',
    },
  },
  'cert-root-untrusted': {
    message: 'la cadena de {subject} acaba en la raíz {root}, en la que aquí no se confía',
    means:
      'El servidor envió su cadena entera hasta la raíz, y esa raíz no está en ningún almacén en el que se confíe aquí. Que un servidor envíe una raíz no demuestra nada: cualquiera puede crear una.',
    consequences: 'Todo cliente que no tenga esa raíz rechaza la conexión.',
    causes: [
      'lo emitió una autoridad privada, y a esta máquina no se le dijo que confiara en ella',
      'por el camino intercepta el TLS un programa con su propia raíz',
    ],
    fixes: {
      fetch:
        'descarga la cadena, compara por otra vía con su dueño la huella SHA-256 {fingerprint} de la raíz y confía en ella',
      'trust-file': 'el archivo {file} de aquí es esa raíz: confía en él',
    },
  },
  'cert-missing-intermediate': {
    message: 'el servidor no envía el certificado intermedio {issuer}, que emitió {subject}',
    means:
      'Entre lo que envió el servidor ({sent} {sent|certificado|certificados}) y una raíz hay un hueco: falta el certificado de {issuer}. Los clientes guardan raíces, no intermedios.',
    consequences:
      'Los clientes rechazan la conexión, salvo los que ya vieron el intermedio en otra parte o lo descargan por su cuenta: un navegador puede funcionar donde curl, Java y Node fallan.',
    causes: [
      'al servidor se le dio solo su certificado y no la cadena completa',
      'la autoridad cambió de intermedio y sigue añadido el antiguo',
      'al renovar el certificado se sobrescribió el archivo con la cadena',
    ],
    fixes: {
      'append-file': 'el archivo {file} de aquí es lo que falta: añádelo al certificado y sirve ambos',
      download: 'descarga el intermedio de donde dice el certificado, añádelo y sirve ambos',
      append: 'pide el intermedio a la autoridad, añádelo al certificado y sirve ambos',
      look: 'mira qué envía el servidor',
    },
  },
  'cert-wrong-order': {
    message: 'la cadena se envía en mal orden: {order}',
    means:
      'A cada certificado debería seguirle el que lo emitió (RFC 8446 4.4.2, RFC 5246 7.4.2); aquí un emisor va antes que lo que emitió.',
    consequences:
      'Casi todos los clientes ordenan la cadena por su cuenta; las implementaciones de TLS estrictas o pequeñas la rechazan.',
    causes: ['los archivos se unieron en mal orden', 'la cadena la exportó una herramienta que no ordena'],
    fixes: {
      reorder: 'escribe la cadena en el orden correcto y haz que el servidor la cargue',
    },
  },
  'cert-extra': {
    message: 'el servidor envía certificados que no son de su cadena: {subjects}',
    means:
      'De los {sent} certificados enviados, {count} no {count|emitió|emitieron} ninguno de los demás: ningún cliente los necesita.',
    consequences: 'No falla nada; cada negociación lleva unos bytes de más.',
    causes: [
      'en el archivo quedó el intermedio de una autoridad anterior',
      'se dio como cadena un paquete entero de autoridades',
    ],
    fixes: {
      drop: 'quita del archivo del certificado lo que no le corresponde',
      look: 'mira la cadena tal como se envía',
    },
  },
  'cert-root-sent': {
    message: 'el servidor envía también la raíz {subjects}',
    means: 'El cliente que confía en la raíz ya la tiene, y al que no confía no lo convence recibirla.',
    consequences: 'No falla nada; cada negociación lleva unos bytes de más.',
    causes: ['la raíz se unió al archivo de la cadena junto con los intermedios'],
    fixes: {
      drop: 'quita la raíz del archivo del certificado',
      look: 'mira la cadena tal como se envía',
    },
  },
  'cert-path-length': {
    message:
      'la autoridad {authority} puede tener por debajo {limit} {limit|autoridad|autoridades} como máximo, y tiene más',
    means: '{below} excede el límite de longitud de la cadena de {authority} (RFC 5280 4.2.1.9).',
    consequences: 'Todo cliente que verifique rechaza la conexión.',
    causes: [
      'un intermedio emitió otro intermedio aunque solo puede emitir para servidores',
      'el límite se puso demasiado estrecho al crear la autoridad',
    ],
    fixes: {
      reissue:
        'haz que emita el certificado una autoridad de más arriba, o crea de nuevo el intermedio con un límite más amplio',
      look: 'mira los límites de cada certificado',
    },
  },
  'cert-name-constraint': {
    message: 'la autoridad {authority} no puede emitir para {name} (sus subárboles: {subtrees})',
    means: 'Las restricciones de nombres de {authority} (RFC 5280 4.2.1.10) no permiten el nombre {name} en {subject}.',
    consequences: 'Todo cliente que verifique rechaza la conexión, pida el nombre que pida.',
    causes: [
      'la autoridad se creó para otros dominios',
      'se añadió un nombre o una dirección que la autoridad no abarca',
    ],
    fixes: {
      names: 'crea el certificado sin ese nombre, o haz que lo emita una autoridad que pueda',
      look: 'mira las restricciones de cada certificado',
    },
  },
  'cert-revoked': {
    message: 'el certificado {subject} se revocó el {since} (motivo: {reason})',
    means:
      'La autoridad {authority} retiró su palabra sobre el número de serie {serial}: en una lista de revocación, en la respuesta OCSP que grapa el servidor o en su propia respuesta.',
    consequences:
      'Los clientes que miran la revocación lo rechazan; la mayoría no la mira por defecto y sigue confiando en quien tenga la clave.',
    causes: [
      'la clave privada se perdió o la robaron',
      'el certificado se sustituyó y el servidor sigue sirviendo el antiguo',
      'se revocó por error, y eso no se puede deshacer',
    ],
    fixes: {
      reissue: 'crea una clave nueva y haz que la autoridad emita un certificado nuevo para ella',
      look: 'compara el número de serie con el del archivo que debería servirse',
    },
  },
  'cert-pool-mixed': {
    message:
      '{target} muestra certificados distintos: {fingerprint}… en {address}, {otherFingerprint}… en {otherAddress} en otra conexión',
    means: 'Detrás de este nombre hay varios servidores (o varias direcciones), y no sirven el mismo certificado.',
    consequences:
      'Funciona o falla según el azar: a quien le toque el servidor con el certificado antiguo le fallará cuando caduque, y las huellas fijadas fallan ya.',
    causes: [
      'un certificado renovado no llegó a todos los servidores',
      'uno de los servidores no se reinició tras la renovación',
      'dos servicios comparten el nombre o la dirección',
    ],
    fixes: {
      look: 'compara los certificados de cada dirección',
      deploy: 'instala el mismo certificado en todos los servidores y haz que cada uno lo cargue',
    },
  },
  'cert-intercepted': {
    message: 'el TLS hacia {host} se abre por el camino: {issuer} firma en lugar de su verdadera autoridad',
    means:
      'El certificado no lo hizo la autoridad del servidor, sino un programa o un aparato entre aquí y allí. Las autoridades de esa clase firman para todo lo que se visita, y ninguna autoridad pública las respalda.',
    consequences:
      'Quien lo hace lee todo y puede cambiarlo. Los clientes que no conocen su raíz rechazan la conexión; los que la conocen no notan nada.',
    causes: [
      'una empresa o una escuela que inspecciona el TLS en su salida',
      'un antivirus o un filtro parental en esta máquina',
      'un proxy de depuración que quedó encendido',
      'software publicitario, o un ataque',
    ],
    fixes: {
      trust: 'si tiene que ser así, haz que los programas confíen en su raíz (quien lo administra tiene el archivo)',
      exempt: 'o pide que no inspeccionen este servidor',
      elsewhere: 'compara con lo que el servidor muestra a una máquina fuera de esta red',
    },
  },
  'cert-captive-portal': {
    message: 'esta red pide identificarse primero: su portal contesta en lugar de {host}',
    means:
      'El certificado no es de quien se buscaba, y a una petición HTTP sin cifrar a {control} le contestó alguien que nos manda a otra parte (estado {status}). Así se porta el portal de una red wifi hasta que uno se identifica.',
    consequences: 'No se llega a nada fuera de esta red, sea cual sea el servidor.',
    causes: [
      'aún no se aceptaron las condiciones de una red de hotel, de aeropuerto o de invitados',
      'la sesión en la red caducó',
    ],
    fixes: {
      login: 'identifícate en la red: cualquier página por HTTP sin cifrar lleva a su portal',
      again: 'después comprueba que la máquina de control vuelve a contestar por sí misma',
    },
  },
} as const satisfies Translated<typeof en>;
