import { MAX_PREAMBLE_BYTES, refused, type ServerInput, type StarttlsScript, wrongProtocol } from './script.ts';

const HANDSHAKE_V10 = 0x0a;
const ERROR_PACKET = 0xff;
const CLIENT_PROTOCOL_41 = 0x0200;
const CLIENT_SSL = 0x0800;
const CLIENT_SECURE_CONNECTION = 0x8000;
const MAX_PACKET_SIZE = 0x01000000;
const UTF8MB4 = 45;

/** MySQL and MariaDB (client/server protocol, connection phase): handshake packet, SSLRequest packet. */
export function* mysql(input: ServerInput): StarttlsScript {
  const header = yield* input.bytes(4);
  const length = header.readUIntLE(0, 3);
  if (header[3] !== 0 || length === 0 || length > MAX_PREAMBLE_BYTES - 4) {
    return wrongProtocol(Buffer.concat([header, input.rest()]).toString('latin1'));
  }
  const kind = (yield* input.bytes(1))[0];
  if (kind !== HANDSHAKE_V10 && kind !== ERROR_PACKET) {
    return wrongProtocol(Buffer.concat([header, Buffer.from([kind!]), input.rest()]).toString('latin1'));
  }
  const payload = yield* input.bytes(length - 1);
  // An error code of two bytes comes before the text, as in "Host … is blocked because of many connection errors".
  if (kind === ERROR_PACKET) return refused('rejected', payload.subarray(2).toString('latin1'));
  const version = payload.subarray(0, payload.indexOf(0));
  // After the version: thread id (4), first part of the challenge (8), a filler (1), then the capabilities.
  const capabilities = version.length + 1 + 4 + 8 + 1;
  if (payload.length < capabilities + 2) return wrongProtocol(payload.toString('latin1'));
  if (!(payload.readUInt16LE(capabilities) & CLIENT_SSL)) return refused('not-offered', version.toString('latin1'));
  yield sslRequest();
  return { kind: 'ready' };
}

function sslRequest(): Buffer {
  const packet = Buffer.alloc(4 + 32);
  packet.writeUIntLE(32, 0, 3);
  packet.writeUInt8(1, 3);
  packet.writeUInt32LE(CLIENT_PROTOCOL_41 | CLIENT_SSL | CLIENT_SECURE_CONNECTION, 4);
  packet.writeUInt32LE(MAX_PACKET_SIZE, 8);
  packet.writeUInt8(UTF8MB4, 12);
  return packet;
}
