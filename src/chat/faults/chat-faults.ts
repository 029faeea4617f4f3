import { defineFault, type Fault } from './fault.ts';

/** Faults of what is said inside TLS. */
export const CHAT_FAULTS: readonly Fault[] = [
  defineFault('chat-not-llave', () => ({
    secured: (socket) => {
      socket.on('error', () => socket.destroy());
      socket.write('WELCOME other-chat 2.0\n');
      socket.pipe(socket);
    },
  })),
  defineFault('chat-round-trip-lost', () => ({ losesMessages: true })),
];
