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
} as const satisfies Translated<typeof en>;
