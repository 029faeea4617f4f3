import type { Socket } from 'node:net';

/** The first bytes of a connection: a whole ClientHello as it came, or what came instead. */
export type FirstBytes =
  | { kind: 'hello'; records: Buffer; handshake: Buffer }
  | { kind: 'http'; records: Buffer }
  | { kind: 'other'; records: Buffer };

const HANDSHAKE_RECORD = 22;
const CLIENT_HELLO = 1;
const MAX_HELLO_BYTES = 65_536;

/**
 * Judges what has come so far; undefined while a ClientHello (RFC 8446 section 4.1.2) is still incomplete. The handshake
 * message is gathered over records, since clients may cut it anywhere.
 */
export function judgeFirstBytes(records: Buffer): FirstBytes | undefined {
  if (records.length === 0) return undefined;
  if (records[0] !== HANDSHAKE_RECORD) return { kind: isHttp(records) ? 'http' : 'other', records };
  const parts: Buffer[] = [];
  let gathered = 0;
  for (let at = 0; at + 5 <= records.length; ) {
    const length = records.readUInt16BE(at + 3);
    if (records[at] !== HANDSHAKE_RECORD || length === 0) return { kind: 'other', records };
    const part = records.subarray(at + 5, at + 5 + length);
    parts.push(part);
    gathered += part.length;
    at += 5 + length;
  }
  const handshake = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
  if (gathered >= 1 && handshake[0] !== CLIENT_HELLO) return { kind: 'other', records };
  if (gathered >= 4) {
    const whole = 4 + handshake.readUIntBE(1, 3);
    if (whole > MAX_HELLO_BYTES) return { kind: 'other', records };
    if (gathered >= whole) return { kind: 'hello', records, handshake: handshake.subarray(0, whole) };
  }
  return records.length > MAX_HELLO_BYTES ? { kind: 'other', records } : undefined;
}

function isHttp(bytes: Buffer): boolean {
  return /^(GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH|CONNECT|PRI) /.test(bytes.toString('latin1', 0, 16));
}

/**
 * Waits for the first bytes of a raw connection and puts them back, so that whoever reads next (TLS) sees them unchanged.
 * `got` is not called when the connection ends before.
 */
export function tapFirstBytes(socket: Socket, got: (first: FirstBytes) => void): void {
  let records: Buffer = Buffer.alloc(0);
  const onData = (chunk: Buffer): void => {
    records = records.length === 0 ? chunk : Buffer.concat([records, chunk]);
    const first = judgeFirstBytes(records);
    if (!first) return;
    socket.off('data', onData);
    socket.pause();
    socket.unshift(records);
    got(first);
  };
  socket.on('data', onData);
  // Whoever looked before us may have paused it.
  socket.resume();
}
