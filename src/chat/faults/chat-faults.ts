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
  defineFault('chat-different-server', () => ({ split: true })),
  defineFault('local-clock-skew', () => ({ clockAheadMs: CLOCK_AHEAD_MS })),
];

/** More than clocks that are set by hand are usually off. */
const CLOCK_AHEAD_MS = 10 * 60_000;
