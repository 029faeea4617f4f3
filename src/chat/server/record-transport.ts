import type { TLSSocket } from 'node:tls';
import type { Transport } from '../transport.ts';

/**
 * A TLS connection that carries each write as a TLS record of its own: Node would join writes that wait, so each waits for the
 * one before it.
 */
export function recordTransport(socket: TLSSocket): Transport {
  const queue: Buffer[] = [];
  let queued = 0;
  let writing = false;
  let ending = false;

  const next = (): void => {
    const record = queue.shift();
    if (record === undefined || !socket.writable) {
      writing = false;
      if (ending) socket.end();
      return;
    }
    writing = true;
    queued -= record.length;
    socket.write(record, next);
  };
  return {
    write(records) {
      for (const record of records) {
        queue.push(record);
        queued += record.length;
      }
      if (!writing) next();
    },
    get pendingBytes() {
      return queued + socket.writableLength;
    },
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
    end() {
      ending = true;
      if (!writing) next();
    },
    destroy: () => void socket.destroy(),
  };
}
