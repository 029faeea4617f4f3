import { createDecipheriv, pbkdf2Sync } from 'node:crypto';
import { IV_OCTETS } from './budget.ts';
import { digestChain } from './digest-chain/index.ts';
import { bmpPassphrase, derivePkcs12, PURPOSE } from './pkcs12-derivation.ts';
import { decryptRc2Cbc } from './rc2.ts';
import type { ContentCipher, EncryptionScheme } from './schemes.ts';

/** A scheme that is derived and decrypted here: scrypt is left to OpenSSL. */
export type OwnScheme = Extract<EncryptionScheme, { readonly cipher: ContentCipher }>;

/**
 * Decrypts content by PBES2 with PBKDF2, PBES1, or a scheme of PKCS#12 but for RC4. The budget must have been paid before.
 * @throws Error where the padding is wrong, as it nearly always is with a wrong passphrase
 */
export function decryptContent(scheme: OwnScheme, encrypted: Buffer, passphrase: string): Buffer {
  const { cipher } = scheme;
  const { key, iv } = deriveKey(scheme, passphrase);
  if (cipher.name === 'rc2-cbc') return decryptRc2Cbc(encrypted, key, iv, key.length * 8);
  const { name, whole } = tripleDes(cipher, key);
  const decipher = createDecipheriv(name, whole, iv);
  return Buffer.concat([decipher.update(encrypted), decipher.final()]);
}

function deriveKey(scheme: OwnScheme, passphrase: string): { key: Buffer; iv: Buffer } {
  const { salt, digest, cipher } = scheme;
  const rounds = Math.max(1, scheme.rounds);
  switch (scheme.kdf) {
    case 'pbkdf2':
      return { key: pbkdf2Sync(Buffer.from(passphrase, 'utf8'), salt, rounds, cipher.key, digest), iv: scheme.iv };
    case 'pbkdf1': {
      // RFC 8018 6.1: the first half is the key, the second one the IV.
      const derived = digestChain(digest, Buffer.concat([Buffer.from(passphrase, 'utf8'), salt]), rounds);
      return { key: derived.subarray(0, cipher.key), iv: derived.subarray(cipher.key, cipher.key + IV_OCTETS) };
    }
    default: {
      const common = { digest, passphrase: bmpPassphrase(passphrase), salt, iterations: rounds };
      return {
        key: derivePkcs12({ ...common, purpose: PURPOSE.key, length: cipher.key }),
        iv: derivePkcs12({ ...common, purpose: PURPOSE.iv, length: IV_OCTETS }),
      };
    }
  }
}

/** DES is Triple DES with three equal keys; with two keys, the first one is used again for the third. */
function tripleDes({ name }: ContentCipher, key: Buffer): { name: string; whole: Buffer } {
  if (name === 'des-cbc') return { name: 'des-ede3-cbc', whole: Buffer.concat([key, key, key]) };
  if (name === 'des-ede3-cbc' && key.length === 16) return { name, whole: Buffer.concat([key, key.subarray(0, 8)]) };
  return { name, whole: key };
}
