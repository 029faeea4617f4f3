import type en from '../../en/findings/chat.ts';
import type { Translated } from '../../finding-text.ts';

export default {
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
