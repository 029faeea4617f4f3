import type { Socket } from 'node:net';
import { Duplex, Transform } from 'node:stream';
import { RECORD_HEADER_LENGTH, RecordReader } from '../../tls/record/record-reader.ts';
import { APPLICATION_DATA, CHANGE_CIPHER_SPEC } from '../../tls/tables/content-types.ts';

const SERVER_HELLO = 2;

/**
 * The connection with one octet changed on the way to the peer: the last one of the first record that is encrypted, so that its
 * tag is wrong. Up to TLS 1.2 that is the Finished message, in TLS 1.3 what follows the ServerHello.
 */
export function corruptFirstCiphertext(raw: Socket): Duplex {
  const outgoing = changeFirstCiphertext();
  outgoing.pipe(raw);
  const wire = Duplex.from({ readable: raw, writable: outgoing });
  wire.on('error', () => raw.destroy());
  // Otherwise TLS would never learn that the peer has gone.
  raw.once('close', () => wire.destroy());
  return wire;
}

function changeFirstCiphertext(): Transform {
  const reader = new RecordReader();
  let passed = 0;
  let changesCipher = false;
  let done = false;
  return new Transform({
    transform(chunk: Buffer, _encoding, next) {
      const begin = passed;
      passed += chunk.length;
      if (done) return next(null, chunk);
      for (const { type, fragment, offset } of reader.push(chunk)) {
        if (type === APPLICATION_DATA || (changesCipher && !isServerHello(fragment))) {
          const end = offset + RECORD_HEADER_LENGTH + fragment.length - begin;
          const changed = Buffer.from(chunk);
          changed[end - 1]! ^= 0xff;
          done = true;
          return next(null, changed);
        }
        changesCipher ||= type === CHANGE_CIPHER_SPEC;
      }
      next(null, chunk);
    },
  });
}

/** TLS 1.3 may say ChangeCipherSpec and then, after a HelloRetryRequest, still a ServerHello in the clear (RFC 8446 D.4). */
function isServerHello(fragment: Buffer): boolean {
  return fragment[0] === SERVER_HELLO && fragment.length >= 4 && fragment.readUIntBE(1, 3) === fragment.length - 4;
}
