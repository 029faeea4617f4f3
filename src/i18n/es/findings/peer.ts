import type en from '../../en/findings/peer.ts';
import type { Translated } from '../../finding-text.ts';

export default {
  'peer-http': {
    message: 'el puerto {port} de {host} habla HTTP sin cifrar, no TLS',
    means: 'El programa que hay tras este puerto contesta HTTP sin cifrado; no entiende una negociación TLS.',
    consequences:
      'Los clientes TLS fallan con «wrong version number»; a quien use http:// en ese puerto se le sirve sin cifrar.',
    causes: [
      'el puerto es el no cifrado de un servidor que además tiene uno con TLS',
      'en el servidor no se activó TLS, o lo termina un proxy que está delante',
      'se escribió https:// donde se quería http://',
    ],
    fixes: {
      plain: 'si lo que quieres es HTTP sin cifrar, usa http://',
      'tls-port': 'si lo que quieres es TLS, usa el puerto TLS del servidor',
    },
  },
  'peer-silent': {
    message: 'el puerto {port} de {host} acepta conexiones y luego no dice nada',
    means:
      'TCP conecta y nuestros bytes se aceptan, pero nunca vuelve ni uno: ni a un saludo TLS, ni a una petición HTTP, ni al silencio.',
    consequences: 'Los clientes se quedan colgados hasta agotar el tiempo.',
    causes: [
      'el programa que hay tras el puerto está colgado o parado',
      'habla otro protocolo, en el que el cliente tiene que decir primero algo concreto',
      'es un balanceador de carga cuyo servidor de detrás está caído',
    ],
    fixes: {
      who: 'mira qué programa ocupa el puerto',
      replace: 'o arranca en su lugar el servidor de referencia y repite: eso distingue el programa de la red',
    },
  },
  'peer-ssh': {
    message: 'el puerto {port} de {host} es un servidor SSH',
    means: 'El programa que hay tras este puerto saluda como SSH: {line}',
    consequences: 'Los clientes TLS fallan con «wrong version number».',
    causes: ['el número de puerto está mal', 'SSH se pasó a este puerto para atravesar un cortafuegos'],
    fixes: {
      ssh: 'si lo que quieres es SSH, úsalo',
      'tls-port': 'si lo que quieres es TLS, usa el puerto TLS del servidor',
    },
  },
  'peer-starttls': {
    message: 'el puerto {port} de {host} habla {protocol} y empieza sin TLS',
    means: 'El servidor empieza sin cifrar ({line}); el TLS llega solo tras una orden del protocolo (STARTTLS).',
    consequences: 'Los clientes que empiezan con TLS fallan con «wrong version number» o se quedan colgados.',
    causes: [
      'el puerto es el de STARTTLS, no el de TLS desde el primer byte',
      'el cliente está configurado con el cifrado equivocado',
      'en el servidor no se configuró TLS, así que no ofrece STARTTLS',
    ],
    fixes: {
      starttls: 'empieza el TLS como lo quiere el protocolo',
      enable: 'el servidor no ofrece STARTTLS: configura en él un certificado',
      direct: 'o usa el puerto con TLS desde el primer byte, el {direct}',
    },
  },
  'peer-closes': {
    message:
      'el puerto {port} de {host} cuelga {secured|en cuanto hay una sesión TLS|cuando llega un saludo TLS}{sometimes|, no todas las veces|}',
    means:
      '{secured|La negociación TLS sale bien, y el servidor termina la sesión antes de que nadie diga una palabra. Lo que debería hablar detrás de su TLS no está, o no quiere a este cliente.|La conexión sigue abierta mientras no decimos nada, y se cierra sin una palabra en cuanto empieza el TLS: el programa espera otro protocolo.}{sometimes| La sesión siguiente se quedó: si varios servidores comparten una dirección, uno de ellos tiene la culpa.|}',
    consequences:
      'Los clientes TLS {secured|se conectan, y en vez de una respuesta leen el final de la conexión («unexpected eof», «socket hang up», «empty reply»)|fallan con «socket disconnected before secure TLS connection was established»}.',
    causes: [
      'es una base de datos u otro programa en el que el cliente habla primero (PostgreSQL, por ejemplo, quiere su propia petición antes del TLS)',
      'en el servidor no se activó TLS',
      'el número de puerto está mal',
      'el TLS termina en un proxy (haproxy, stunnel, un balanceador), y el servicio de detrás está caído o en otro puerto',
      'el programa falla, o rechaza a este cliente, justo después de la negociación TLS',
    ],
    fixes: {
      backend: 'mira si el servicio que está detrás del TLS de este puerto funciona, y escucha donde el proxy lo busca',
      starttls: 'es PostgreSQL: empieza el TLS a su manera (sslmode=require)',
      port: '¿está mal el puerto? TLS suele estar en el 443',
      log: 'lee el registro del servidor a la hora del intento',
    },
  },
  'peer-plaintext': {
    message: 'el puerto {port} de {host} habla en texto sin cifrar, no TLS',
    means:
      'Lo que vuelve es texto sin cifrar ({line}), o nuestras propias palabras, o cuelga justo ante una línea de texto: un programa sin TLS.',
    consequences:
      'Los clientes TLS fallan con «wrong version number» o «unexpected message»; a quien le habla sin cifrar lo oyen todos.',
    causes: ['en el servidor no se activó TLS', 'el número de puerto está mal'],
    fixes: {
      tls: 'arranca el servidor con TLS',
      plain: 'o, si lo que quieres es texto sin cifrar, usa un cliente sin TLS',
    },
  },
  'peer-proxy-protocol': {
    message: '{host}:{port} espera antes del TLS el protocolo PROXY de un balanceador',
    means: 'Un saludo solo termina la conexión; el mismo saludo con una cabecera PROXY delante recibe respuesta.',
    consequences: 'A los clientes que se conectan directamente se los rechaza; a través del balanceador funciona.',
    causes: ['el puerto es solo para un balanceador de carga', 'se quitó el balanceador, o se conecta sin la cabecera'],
    fixes: {
      through: 'conéctate a través del balanceador',
      'switch-off': 'o desactiva el protocolo PROXY en este puerto (accept-proxy, proxy_protocol)',
    },
  },
  'peer-garbage': {
    message: 'el puerto {port} de {host} contesta en un protocolo que no es TLS: {hex}',
    means: 'Los primeros bytes que llegaron no son un registro TLS, ni texto, ni ningún protocolo conocido.',
    consequences: 'Los clientes TLS fallan con «wrong version number».',
    causes: [
      'el puerto es de un programa con un protocolo binario propio',
      'algo en el camino daña o cifra el tráfico',
    ],
    fixes: {
      who: 'mira qué programa ocupa el puerto',
      replace: 'o arranca en su lugar el servidor de referencia y repite: eso distingue el programa de la red',
    },
  },
  'peer-plaintext-client': {
    message:
      '{clients} {clients|cliente ha|clientes han} hablado sin cifrar al puerto TLS {port} desde que el servidor arrancó',
    means:
      'Los primeros bytes de esas conexiones no eran un saludo TLS: HTTP, o cualquier otro texto sin cifrar. El servidor los cuenta y los registra con este código; la cifra solo se la dice a conexiones de su propia máquina.',
    consequences:
      'Esos clientes solo reciben el final de la conexión (a quien habla HTTP se le dice que use https), y lo que dijeron pasó por la red sin cifrar.',
    causes: [
      'un cliente configurado sin TLS, o con http:// en lugar de https://',
      'una comprobación de salud que solo mira si el puerto está abierto, o pregunta por HTTP sin cifrar',
      'alguien que explora puertos',
    ],
    fixes: {
      log: 'mira en el registro del servidor quiénes fueron (si corre como servicio llamado llave)',
      tls: 'conéctate con TLS, así',
    },
  },
} as const satisfies Translated<typeof en>;
