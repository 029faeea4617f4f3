import { createDecipheriv, createHash } from 'node:crypto';
import { DerCursor } from '../der/cursor.ts';
import { Tag } from '../der/tags.ts';
import { smallInteger } from '../der/values.ts';
import type { EncryptionScheme } from './encryption-cost.ts';

/** PBES1 with single DES (RFC 8018 A.3), which OpenSSL 3 keeps in a provider that is not loaded. */
const HASHES: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.5.3': 'md5',
  '1.2.840.113549.1.5.10': 'sha1',
};

/** Whether a scheme is one that `openPbes1Des` opens. */
export function isPbes1Des(scheme: EncryptionScheme): boolean {
  return scheme.oid in HASHES;
}

/**
 * Opens PBES1 with DES-CBC: PBKDF1 (RFC 8018 5.1) gives key and IV. DES is run as Triple DES with three equal keys, which is
 * the same function. Throws where the padding is wrong, as it nearly always is with a wrong passphrase.
 */
export function openPbes1Des({ oid, parameters, encrypted }: EncryptionScheme, passphrase: string): Buffer {
  const c = new DerCursor(parameters).expect(Tag.sequence).enter();
  const salt = c.expect(Tag.octetString).value();
  const iterations = smallInteger(c.expect(Tag.integer));
  let derived = Buffer.concat([Buffer.from(passphrase, 'utf8'), salt]);
  for (let round = 0; round < iterations; round += 1) derived = createHash(HASHES[oid]!).update(derived).digest();
  const key = derived.subarray(0, 8);
  const decipher = createDecipheriv('des-ede3-cbc', Buffer.concat([key, key, key]), derived.subarray(8, 16));
  return Buffer.concat([decipher.update(encrypted), decipher.final()]);
}
