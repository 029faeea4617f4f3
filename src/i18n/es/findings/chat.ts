import type en from '../../en/findings/chat.ts';
import type { Translated } from '../../finding-text.ts';

export default {
  'chat-different-server': {
    message: 'detrás de {host} hay servidores de chat que no comparten salas: {address} y {otherAddress} no se oyen',
    means:
      'Dos conexiones de doctor al mismo destino entraron en la misma sala y lo que dijo una no lo oyó la otra: estaban en dos servidores, cada uno con sus propias salas. Si las dos direcciones son la misma, algo detrás de ella reparte las conexiones.',
    consequences:
      'La gente parece estar en una sala y no se oye: los mensajes se envían, se confirman y no se reciben.',
    causes: [
      'el nombre tiene varias direcciones, con un servidor en cada una',
      'un balanceador reparte las conexiones entre varios servidores',
      'un servidor viejo sigue en marcha junto al nuevo',
    ],
    fixes: {
      look: 'mira cada uno por separado',
      one: 'haz que el nombre, o el balanceador, lleve a un solo servidor',
      join: 'o haz que todos compartan sus salas por NATS',
    },
  },
  'chat-not-llave': {
    message: 'lo que habla en {host}:{port} no es un servidor de chat llave',
    means:
      'TLS está bien. El servidor no saludó como lo hace el de referencia, así que el doctor no le dijo nada ni probó el chat.',
    consequences: 'Ninguna, salvo que esperases el servidor de chat.',
    causes: ['es otro tipo de servidor', 'el puerto es el de otro servicio'],
    fixes: { client: 'habla con él con un cliente de su propio protocolo, o a mano' },
  },
  'chat-round-trip-lost': {
    message: 'el servidor de chat de {host}:{port} acepta mensajes y no los reparte',
    means:
      'Dos conexiones del propio doctor entraron en la misma sala; lo que dijo una no le había llegado a la otra después de {ms} ms.',
    consequences: 'La gente está conectada y no se oye.',
    causes: [
      'el servidor se queda colgado al repartir los mensajes',
      'detrás de una misma dirección hay varios servidores que no comparten salas',
    ],
    fixes: { 'by-hand': 'compruébalo con dos clientes tuyos', restart: 'reinicia el servidor y mira su registro' },
  },
} as const satisfies Translated<typeof en>;
