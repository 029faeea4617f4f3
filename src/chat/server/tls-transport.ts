import type { TLSSocket } from 'node:tls';
import type { Transport } from '../transport.ts';

/** A TLS connection that carries a dialect's records as a byte stream. */
export function tlsTransport(socket: TLSSocket): Transport {
  return {
    write(records) {
      if (!socket.writable) return;
      for (const record of records) socket.write(record);
    },
    get pendingBytes() {
      return socket.writableLength;
    },
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
    end: () => void socket.end(),
    destroy: () => void socket.destroy(),
  };
}
