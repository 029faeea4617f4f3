import { createDecipheriv, createHash } from 'node:crypto';
import { DerCursor } from '../der/cursor.ts';
import { Tag } from '../der/tags.ts';
import { smallInteger } from '../der/values.ts';
import { bmpPassphrase, derivePkcs12, PURPOSE } from '../pkcs12/derive.ts';
import { DIGESTS } from '../pkcs12/oids.ts';
import type { EncryptionScheme } from './encryption-cost.ts';
import { decryptRc2Cbc } from './rc2.ts';

interface Scheme {
  readonly kdf: 'pbkdf1' | 'pkcs12';
  readonly hash: 'md5' | 'sha1';
  readonly cipher: 'des' | 'rc2';
  /** Octets of the key. */
  readonly key: number;
}

/** Schemes that OpenSSL 3 keeps in a provider that is not loaded: PBES1 (RFC 8018 A.3) and RC2 of PKCS#12 (RFC 7292 C). */
const SCHEMES: Readonly<Record<string, Scheme>> = {
  '1.2.840.113549.1.5.3': { kdf: 'pbkdf1', hash: 'md5', cipher: 'des', key: 8 },
  '1.2.840.113549.1.5.6': { kdf: 'pbkdf1', hash: 'md5', cipher: 'rc2', key: 8 },
  '1.2.840.113549.1.5.10': { kdf: 'pbkdf1', hash: 'sha1', cipher: 'des', key: 8 },
  '1.2.840.113549.1.5.11': { kdf: 'pbkdf1', hash: 'sha1', cipher: 'rc2', key: 8 },
  '1.2.840.113549.1.12.1.5': { kdf: 'pkcs12', hash: 'sha1', cipher: 'rc2', key: 16 },
  '1.2.840.113549.1.12.1.6': { kdf: 'pkcs12', hash: 'sha1', cipher: 'rc2', key: 5 },
};

const SHA1 = DIGESTS['1.3.14.3.2.26']!;

/** Whether a scheme is one that `openLegacyPbe` opens. */
export function isLegacyPbe({ oid }: EncryptionScheme): boolean {
  return oid in SCHEMES;
}

/**
 * Opens a key that is encrypted with one of these schemes. Throws where the padding is wrong, as it nearly always is with a wrong
 * passphrase.
 */
export function openLegacyPbe({ oid, parameters, encrypted }: EncryptionScheme, passphrase: string): Buffer {
  const scheme = SCHEMES[oid]!;
  const c = new DerCursor(parameters).expect(Tag.sequence).enter();
  const salt = c.expect(Tag.octetString).value();
  const iterations = smallInteger(c.expect(Tag.integer));
  const { key, iv } =
    scheme.kdf === 'pbkdf1'
      ? pbkdf1(scheme.hash, passphrase, salt, iterations)
      : pkcs12(scheme.key, passphrase, salt, iterations);
  if (scheme.cipher === 'rc2') return decryptRc2Cbc(encrypted, key, iv, key.length * 8);
  // DES is run as Triple DES with three equal keys, which is the same function.
  const decipher = createDecipheriv('des-ede3-cbc', Buffer.concat([key, key, key]), iv);
  return Buffer.concat([decipher.update(encrypted), decipher.final()]);
}

/** PBKDF1 (RFC 8018 5.1, 6.1): the first half is the key, the second one the IV. */
function pbkdf1(hash: Scheme['hash'], passphrase: string, salt: Buffer, iterations: number) {
  let derived = Buffer.concat([Buffer.from(passphrase, 'utf8'), salt]);
  for (let round = 0; round < iterations; round += 1) derived = createHash(hash).update(derived).digest();
  return { key: derived.subarray(0, 8), iv: derived.subarray(8, 16) };
}

function pkcs12(length: number, text: string, salt: Buffer, iterations: number) {
  const common = { digest: SHA1, passphrase: bmpPassphrase(text), salt, iterations };
  return {
    key: derivePkcs12({ ...common, purpose: PURPOSE.key, length }),
    iv: derivePkcs12({ ...common, purpose: PURPOSE.iv, length: 8 }),
  };
}
