import { type CipherGCMTypes, createDecipheriv, type KeyObject } from 'node:crypto';

/** What a TLS 1.3 cipher suite is made of (RFC 8446, appendix B.4). Lengths are in bytes. */
export interface AeadSuite {
  /** The name that Node's crypto knows it by. */
  cipher: string;
  hash: 'sha256' | 'sha384';
  keyLength: number;
  tagLength: number;
}

const SUITES: ReadonlyMap<number, AeadSuite> = new Map([
  [0x1301, { cipher: 'aes-128-gcm', hash: 'sha256', keyLength: 16, tagLength: 16 }],
  [0x1302, { cipher: 'aes-256-gcm', hash: 'sha384', keyLength: 32, tagLength: 16 }],
  [0x1303, { cipher: 'chacha20-poly1305', hash: 'sha256', keyLength: 32, tagLength: 16 }],
  [0x1304, { cipher: 'aes-128-ccm', hash: 'sha256', keyLength: 16, tagLength: 16 }],
  [0x1305, { cipher: 'aes-128-ccm', hash: 'sha256', keyLength: 16, tagLength: 8 }],
]);

/** The parts of a TLS 1.3 cipher suite; undefined for any other. */
export function aeadSuite(cipherSuite: number): AeadSuite | undefined {
  return SUITES.get(cipherSuite);
}

/** Opens one AEAD box (RFC 5116): the plain text, or undefined if the key is wrong or the box was changed. */
export function openAead(
  suite: AeadSuite,
  key: KeyObject,
  nonce: Buffer,
  aad: Buffer,
  box: Buffer,
): Buffer | undefined {
  const length = box.length - suite.tagLength;
  if (length < 0) return undefined;
  // The three modes share Node's interface; its types name only one of them at a time.
  const decipher = createDecipheriv(suite.cipher as CipherGCMTypes, key, nonce, { authTagLength: suite.tagLength });
  decipher.setAuthTag(box.subarray(length));
  decipher.setAAD(aad, { plaintextLength: length });
  try {
    const text = decipher.update(box.subarray(0, length));
    return Buffer.concat([text, decipher.final()]);
  } catch {
    return undefined;
  }
}
