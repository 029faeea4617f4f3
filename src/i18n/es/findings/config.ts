import type en from '../../en/findings/config.ts';
import type { Translated } from '../../finding-text.ts';

export default {
  'local-target-invalid': {
    message: 'el destino «{input}» no sirve: mira «{part}»',
    means:
      'El destino de la línea de órdenes no es un nombre, nombre:puerto ni esquema://nombre[:puerto] que signifique TLS. No se envió nada a ninguna parte.',
    consequences: 'No hay diagnóstico mientras el destino no esté bien escrito.',
    causes: [
      'se dio http:// u otro esquema sin TLS',
      'falta el puerto tras los dos puntos, es 0 o pasa de 65535',
      'se escribió una dirección IPv6 con puerto y sin corchetes',
    ],
    fixes: { retype: 'escribe nombre:puerto, por ejemplo {suggestion}' },
  },
} as const satisfies Translated<typeof en>;
