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
} as const satisfies Translated<typeof en>;
