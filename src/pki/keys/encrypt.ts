import { createCipheriv, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { integer, nullValue, octetString, oid, sequence } from '../der/encode.ts';

const derive = promisify(pbkdf2);

/** Rounds of PBKDF2 for keys that we encrypt (OWASP's figure for HMAC-SHA-256; Node's own export is fixed at 2,048). */
export const PBKDF2_ITERATIONS = 600_000;
const SALT_OCTETS = 16;

const OID = {
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  hmacWithSha256: '1.2.840.113549.2.9',
  aes256Cbc: '2.16.840.1.101.3.4.1.42',
} as const;

/**
 * Encrypts a PKCS#8 key: EncryptedPrivateKeyInfo of RFC 5958, PBES2 of RFC 8018 with PBKDF2-HMAC-SHA-256 and AES-256-CBC.
 * @param privateKeyInfo the key as PKCS#8 DER
 * @param passphrase used as its UTF-8 octets
 */
export async function encryptPkcs8(privateKeyInfo: Uint8Array, passphrase: string): Promise<Buffer> {
  const salt = randomBytes(SALT_OCTETS);
  const iv = randomBytes(16);
  const key = await derive(Buffer.from(passphrase, 'utf8'), salt, PBKDF2_ITERATIONS, 32, 'sha256');
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const encrypted = Buffer.concat([cipher.update(privateKeyInfo), cipher.final()]);
  key.fill(0);
  const kdf = sequence(
    oid(OID.pbkdf2),
    sequence(octetString(salt), integer(PBKDF2_ITERATIONS), sequence(oid(OID.hmacWithSha256), nullValue())),
  );
  const scheme = sequence(oid(OID.aes256Cbc), octetString(iv));
  return sequence(sequence(oid(OID.pbes2), sequence(kdf, scheme)), octetString(encrypted));
}
