import type en from '../../en/findings/server.ts';
import type { Translated } from '../../finding-text.ts';

export default {
  'server-file-missing': {
    message: 'aquí falta: {files}',
    means: 'Un archivo que el servidor necesita no está en este directorio (o donde decían --key o --cert).',
    consequences: 'El servidor no puede arrancar con TLS.',
    causes: [
      'la clave y el certificado todavía no se crearon',
      'la orden se ejecuta en un directorio distinto del que los contiene',
      'los archivos tienen otros nombres',
    ],
    fixes: {
      key: 'crea la clave privada',
      certificate: 'crea un certificado para ella (nombra las máquinas que usarán los clientes)',
      elsewhere: 'o di dónde están los archivos',
    },
  },
  'server-key-mismatch': {
    message: 'la clave {keyFile} no corresponde al certificado {certFile}',
    means:
      'La clave pública del certificado ({subject}) no es la mitad pública de la clave privada: no se hicieron la una para el otro.',
    consequences: 'Ningún servidor puede arrancar con esta pareja, o falla cada negociación.',
    causes: [
      'la clave se volvió a crear después de emitir el certificado',
      'se mezclaron los archivos de dos servidores',
      'en el archivo va primero un certificado intermedio, antes que el del servidor',
    ],
    fixes: {
      order: 'pon primero el certificado del servidor: el de esta clave está en el lugar {place}',
      match: 'mira qué archivos van juntos',
      reissue: 'vuelve a emitir el certificado para esta clave',
    },
  },
  'server-key-world-readable': {
    message: 'cualquier usuario de esta máquina puede leer {keyFile} (modo {mode})',
    means: 'Los permisos del archivo de la clave privada dejan que la lea todo el mundo.',
    consequences:
      'Quien tenga una cuenta aquí puede llevarse la clave y hacerse pasar por el servidor; mientras tanto, nada falla.',
    causes: [
      'el archivo lo creó una herramienta que no lo protege',
      'se copió, y la copia recibió los permisos habituales',
      'se escribió sobre un archivo que ya existía, cuyos permisos quedaron',
    ],
    fixes: {
      chmod: 'deja que solo la lea su dueño',
      replace: 'si alguien pudo leerla, crea una clave nueva y vuelve a emitir el certificado',
    },
  },
  'server-port-in-use': {
    message: 'otro programa ocupa el puerto {port}: {program} (pid {pid})',
    means: 'Lo que contesta en el puerto no es un servidor con el certificado {certFile}: otro programa llegó antes.',
    consequences:
      'El servidor no puede arrancar en este puerto (EADDRINUSE), y los clientes llegan al programa equivocado.',
    causes: [
      'otro servicio usa el mismo puerto',
      'sigue en marcha una ejecución anterior del servidor, con otro certificado',
      'una unidad socket de systemd ocupa el puerto',
    ],
    fixes: { who: 'mira quién es', stop: 'páralo, si no hace falta', other: 'o sirve en otro puerto' },
  },
} as const satisfies Translated<typeof en>;
