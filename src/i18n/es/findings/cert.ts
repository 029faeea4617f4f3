import type en from '../../en/findings/cert.ts';
import type { Translated } from '../../finding-text.ts';

export default {
  'cert-expired': {
    message: 'el certificado {subject} caducó hace {days} {days|día|días}, el {notAfter}',
    means: 'Un certificado de la cadena (lugar {place}) ha pasado su fecha notAfter.',
    consequences: 'Todo cliente que verifique rechaza la conexión.',
    causes: [
      'nadie lo renovó',
      'se renovó, pero el servidor sigue sirviendo el archivo antiguo desde la memoria',
      'el reloj de esta máquina va mal',
    ],
    fixes: {
      restart: 'el archivo {certFile} es más nuevo que lo que se sirve: haz que el servidor lo cargue',
      anchor: 'es la autoridad en la que se confía aquí: consigue su certificado nuevo y confía en ese (--ca)',
      renew: 'renueva el certificado',
      reissue: 'o créalo de nuevo con los mismos nombres',
      clock: 'si debería ser válido, comprueba el reloj de esta máquina',
    },
  },
  'cert-expires-soon': {
    message: 'el certificado {subject} caduca dentro de {days} {days|día|días}, el {notAfter}',
    means: 'Queda menos de un tercio de la vida del certificado (la mitad, si es de 10 días o menos): toca renovarlo.',
    consequences: 'Todavía no falla nada; el {notAfter} fallará todo.',
    causes: [
      'la renovación no está automatizada',
      'la renovación automática falla sin que nadie se entere',
      'al servidor no se le dijo que hay un archivo renovado',
    ],
    fixes: { renew: 'renueva ya el certificado' },
  },
  'cert-self-signed': {
    message: 'el certificado {subject} es autofirmado y aquí no se confía en él',
    means:
      'El servidor firmó su certificado con su propia clave; nadie más responde por él. No es un problema si decides confiar exactamente en este certificado.',
    consequences: 'Todo cliente que verifique lo rechaza, salvo que se le diga que confíe en este certificado.',
    causes: [
      'el certificado se creó con selfsign y está pensado para confiar en él a mano',
      'el servidor se instaló con un certificado provisional',
      'alguien por el camino muestra un certificado propio',
    ],
    fixes: {
      'trust-file': 'el archivo {file} de aquí es el certificado que se sirve: confía en él',
      fetch: 'descárgalo, compara su huella SHA-256 {fingerprint} con la del servidor por otra vía y confía en él',
      issue: 'o haz que lo emita una autoridad que los clientes conozcan',
    },
  },
  'cert-unknown-ca': {
    message: 'nadie en quien se confíe aquí firmó el certificado {subject}; su cadena acaba en {issuer}',
    means:
      'La cadena que envió el servidor ({sent} certificados) no lleva a ninguna autoridad en la que se confíe aquí.',
    consequences: 'Todo cliente que no conozca esa autoridad rechaza la conexión.',
    causes: [
      'lo emitió una autoridad privada, y a esta máquina no se le dijo que confiara en ella',
      'el servidor no envía un certificado intermedio',
      'alguien intercepta el TLS por el camino',
    ],
    fixes: {
      trust: 'si es tu propia autoridad, confía en su raíz',
      'trust-file': 'el archivo {file} de aquí es la raíz de esa autoridad: confía en él',
      'without-ca': 'las autoridades de siempre la conocen: quita --ca',
      chain: 'mira qué envía el servidor; un certificado público necesita sus intermedios',
    },
  },
  'cert-hostname': {
    message: 'el certificado no es para {name}; es para {names}',
    means: 'Ninguno de los nombres que hay en el certificado es el que se pidió.',
    consequences: 'Todo cliente que verifique rechaza la conexión con este nombre.',
    causes: [
      'al servidor se llega con un nombre o una dirección en los que nadie pensó al crear el certificado',
      'un comodín cubre un solo nivel de nombres',
      'el nombre lleva a otro servidor del que crees',
    ],
    fixes: {
      'use-name': 'conéctate con un nombre para el que valga',
      servername: 'o pide ese nombre en esta dirección',
      reissue: 'o crea de nuevo el certificado también con este nombre',
    },
  },
  'cert-no-san': {
    message: 'el certificado {subject} no tiene subjectAltName',
    means:
      'El certificado nombra su máquina solo en el nombre común ({commonName}), que los clientes no miran desde hace años (RFC 9525).',
    consequences:
      'Los navegadores y Go lo rechazan; Node, OpenSSL y curl quizá lo acepten por su nombre común, aunque no para una dirección.',
    causes: ['se creó con una receta antigua de openssl, sin extensiones'],
    fixes: { reissue: 'créalo de nuevo con el nombre como subjectAltName' },
  },
} as const satisfies Translated<typeof en>;
