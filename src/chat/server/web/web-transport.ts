import type { WebSocket } from 'ws';
import type { Transport } from '../../transport.ts';

const GOING_AWAY = 1001;

/** A WebSocket that carries each line of dialect `llave-chat/1` as a text message of its own. */
export function webTransport(socket: WebSocket): Transport {
  return {
    write(records) {
      if (socket.readyState !== socket.OPEN) return;
      for (const record of records) socket.send(record.subarray(0, -1), { binary: false });
    },
    get pendingBytes() {
      return socket.bufferedAmount;
    },
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    end: () => socket.close(GOING_AWAY),
    destroy: () => socket.terminate(),
  };
}

/** A message of the browser as a line: a line break can only stand between the tokens of JSON. */
export function messageLine(data: Buffer): Buffer {
  return Buffer.from(`${data.toString('utf8').replace(/[\r\n]/g, ' ')}\n`);
}
