import { createSecretKey, type KeyObject } from 'node:crypto';
import type { OpenedRecord, RecordOpener } from '../flight/message-stream.ts';
import type { TlsRecord } from '../record/record-reader.ts';
import { FINISHED, KEY_UPDATE } from '../tables/handshake-types.ts';
import { type AeadSuite, aeadSuite, openAead } from './aead.ts';
import { hkdfExpandLabel } from './hkdf.ts';

const IV_LENGTH = 12;

/** Keys of one direction for one epoch. Node takes a `KeyObject` several times as fast as the bytes of a key. */
interface TrafficKeys {
  secret: KeyObject;
  key: KeyObject;
  iv: Buffer;
  sequence: number;
}

/**
 * Opens the records of one direction of a TLS 1.3 connection (RFC 8446, sections 5.2, 5.3 and 7.3): with the handshake
 * traffic secret up to Finished, with the application traffic secret after it, and with its successors after each
 * KeyUpdate (section 7.2). Undefined if the suite is not known or the handshake secret was not logged.
 */
export function recordOpener(
  cipherSuite: number,
  handshakeSecret: Buffer | undefined,
  applicationSecret: Buffer | undefined,
): RecordOpener | undefined {
  const suite = aeadSuite(cipherSuite);
  if (!suite || !handshakeSecret) return undefined;
  let keys: TrafficKeys | undefined = trafficKeys(suite, handshakeSecret);
  return {
    open: (record) => {
      const opened = keys && openRecord(suite, keys, record);
      if (opened && keys) keys.sequence += 1;
      return opened;
    },
    afterMessage: (type) => {
      if (type === FINISHED) keys = applicationSecret && trafficKeys(suite, applicationSecret);
      else if (type === KEY_UPDATE && keys) keys = trafficKeys(suite, nextSecret(suite, keys.secret));
    },
  };
}

function trafficKeys(suite: AeadSuite, bytes: Buffer): TrafficKeys {
  const secret = createSecretKey(bytes);
  const key = createSecretKey(hkdfExpandLabel(suite.hash, secret, 'key', suite.keyLength));
  return { secret, key, iv: hkdfExpandLabel(suite.hash, secret, 'iv', IV_LENGTH), sequence: 0 };
}

function nextSecret(suite: AeadSuite, secret: KeyObject): Buffer {
  return hkdfExpandLabel(suite.hash, secret, 'traffic upd', secret.symmetricKeySize ?? 0);
}

function openRecord(suite: AeadSuite, keys: TrafficKeys, record: TlsRecord): OpenedRecord | undefined {
  const nonce = Buffer.from(keys.iv);
  // The sequence number is 64 bits wide; 2^32 records of one connection are beyond anything recorded here.
  nonce.writeUInt32BE((nonce.readUInt32BE(IV_LENGTH - 4) ^ keys.sequence) >>> 0, IV_LENGTH - 4);
  const header = Buffer.alloc(5);
  header.writeUInt8(record.type, 0);
  header.writeUInt16BE(record.version, 1);
  header.writeUInt16BE(record.fragment.length, 3);
  const text = openAead(suite, keys.key, nonce, header, record.fragment);
  if (!text) return undefined;
  const end = text.findLastIndex((byte) => byte !== 0);
  if (end < 0) return undefined;
  return { type: text[end]!, fragment: text.subarray(0, end) };
}
