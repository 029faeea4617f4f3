import type en from '../../en/findings/tcp.ts';
import type { Translated } from '../../finding-text.ts';

export default {
  'tcp-refused': {
    message: 'nadie escucha en el puerto {port} de {address}',
    means:
      'La máquina contestó enseguida que ningún programa acepta conexiones en este puerto (un reset de TCP). La red y la máquina están bien; falta el servidor.',
    consequences: 'A todos los clientes se los rechaza de inmediato.',
    causes: [
      'el servidor no está en marcha, o se cayó',
      'escucha en otro puerto',
      'escucha solo en otra dirección o en otra familia de direcciones',
    ],
    fixes: {
      look: 'mira qué escucha en ese puerto',
      start: 'arranca el servidor',
      'other-port': 'esta máquina escucha en otros puertos: {listening}; ¿es alguno de ellos?',
      port: '¿o es otro el puerto? TLS suele estar en el 443',
    },
  },
} as const satisfies Translated<typeof en>;
