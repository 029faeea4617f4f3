import type en from '../../en/findings/dns.ts';
import type { Translated } from '../../finding-text.ts';

export default {
  'dns-nxdomain': {
    message: 'el nombre {host} no existe',
    means: 'El DNS dice que ese nombre no existe en absoluto (NXDOMAIN): no falta una dirección, falta el nombre.',
    consequences: 'Ningún programa puede conectarse con este nombre; al servidor no se le envió nada.',
    causes: [
      'el nombre está mal escrito',
      'el registro nunca se creó, o el dominio ha caducado',
      'el nombre solo existe dentro de la red de una empresa y esta máquina pregunta a un servidor DNS de fuera',
      'a un nombre corto le falta su dominio de búsqueda',
    ],
    fixes: {
      spelling: 'revisa cómo está escrito; esto muestra lo que ven los programas de aquí',
      register: 'si el nombre es correcto, publica un registro A o AAAA para {host}; esto muestra lo que dice el DNS',
    },
  },
} as const satisfies Translated<typeof en>;
