import {
  constants,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
} from 'node:crypto';
import { promisify } from 'node:util';

const MODULUS_BITS = 2048;

/** Bytes of one ciphertext for the server, whose key has 2048 bits. */
export const CIPHERTEXT_BYTES = MODULUS_BITS / 8;

/** RSA-OAEP with SHA-256 for hash and MGF1, no label (RFC 8017 section 7.1). */
const OAEP = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' } as const;
const OAEP_OVERHEAD = 2 * 32 + 2;

/** The server's own key of dialect `rsa`: made at start, it outlives no run. */
export interface RsaServerKey {
  readonly privateKey: KeyObject;
  readonly pem: string;
}

/** Makes the server's key. */
export async function makeRsaServerKey(): Promise<RsaServerKey> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: MODULUS_BITS });
  return { privateKey, pem: publicKey.export({ type: 'spki', format: 'pem' }) as string };
}

/** A member's public key from its PEM; undefined unless it is RSA of 2048 to 4096 bits. */
export function readMemberKey(pem: string): KeyObject | undefined {
  try {
    const key = createPublicKey(pem);
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    return key.asymmetricKeyType === 'rsa' && bits >= MODULUS_BITS && bits <= 4096 ? key : undefined;
  } catch {
    return undefined;
  }
}

/** Encrypts text for a member, in as many ciphertexts as it takes, cut between characters. */
export function encryptFor(key: KeyObject, text: string): Buffer[] {
  const room = (key.asymmetricKeyDetails?.modulusLength ?? MODULUS_BITS) / 8 - OAEP_OVERHEAD;
  return cutText(text, room).map((part) => publicEncrypt({ key, ...OAEP }, Buffer.from(part)));
}

/** Decrypts what was encrypted for the server; undefined if it was not, or holds no UTF-8. */
export function decrypt(key: KeyObject, ciphertext: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(privateDecrypt({ key, ...OAEP }, ciphertext));
  } catch {
    return undefined;
  }
}

/** Cuts text into parts of at most `maxBytes` bytes of UTF-8, never inside a character. */
export function cutText(text: string, maxBytes: number): string[] {
  const parts: string[] = [];
  let part = '';
  let bytes = 0;
  for (const character of text) {
    const more = Buffer.byteLength(character);
    if (bytes + more > maxBytes) {
      parts.push(part);
      part = '';
      bytes = 0;
    }
    part += character;
    bytes += more;
  }
  return [...parts, part];
}
