import type { DerCursor } from '../der/cursor.ts';
import { Tag } from '../der/tags.ts';
import { oidValue, smallInteger } from '../der/values.ts';

/** A cipher in CBC mode: its name (Node's, where Node has it), octets of its key, and what people call it if it is obsolete. */
export interface ContentCipher {
  readonly name: 'aes-128-cbc' | 'aes-192-cbc' | 'aes-256-cbc' | 'des-ede3-cbc' | 'des-cbc' | 'rc2-cbc' | 'rc4';
  readonly key: number;
  readonly obsolete?: string;
}

/** How content is encrypted with a passphrase: the derivation of the key, with its parameters, and the cipher. */
export type EncryptionScheme =
  | {
      readonly kdf: 'pbkdf2';
      readonly digest: string;
      readonly salt: Buffer;
      readonly rounds: number;
      readonly cipher: ContentCipher;
      readonly iv: Buffer;
    }
  | {
      readonly kdf: 'pkcs12' | 'pbkdf1';
      readonly digest: 'md5' | 'sha1';
      readonly salt: Buffer;
      readonly rounds: number;
      readonly cipher: ContentCipher;
    }
  | { readonly kdf: 'scrypt'; readonly n: number; readonly r: number; readonly p: number }
  /** `oid`: what we do not know; with the rounds of PBKDF2 where that is a cipher or a digest. */
  | { readonly kdf: 'unknown'; readonly oid: string; readonly rounds?: number };

const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';
const SCRYPT = '1.3.6.1.4.1.11591.4.11';
const HMAC_SHA1 = '1.2.840.113549.2.7';

/** Encryption schemes of PBES2 (RFC 8018 B.2). */
const CIPHERS: Readonly<Record<string, ContentCipher>> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', key: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', key: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', key: 32 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', key: 24, obsolete: '3DES' },
  '1.3.14.3.2.7': { name: 'des-cbc', key: 8, obsolete: 'DES' },
};

/** Pseudorandom functions of PBKDF2 (RFC 8018 B.1). */
const PRFS: Readonly<Record<string, string>> = {
  [HMAC_SHA1]: 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

interface OldScheme {
  readonly kdf: 'pkcs12' | 'pbkdf1';
  readonly digest: 'md5' | 'sha1';
  readonly cipher: ContentCipher;
}

const scheme = (kdf: OldScheme['kdf'], digest: OldScheme['digest'], cipher: ContentCipher): OldScheme => ({
  kdf,
  digest,
  cipher,
});

/** PBES1 (RFC 8018 A.3) and the schemes of PKCS#12 (RFC 7292 C): all are obsolete. */
const OLD_SCHEMES: Readonly<Record<string, OldScheme>> = {
  '1.2.840.113549.1.5.3': scheme('pbkdf1', 'md5', { name: 'des-cbc', key: 8, obsolete: 'DES' }),
  '1.2.840.113549.1.5.6': scheme('pbkdf1', 'md5', { name: 'rc2-cbc', key: 8, obsolete: 'RC2-64' }),
  '1.2.840.113549.1.5.10': scheme('pbkdf1', 'sha1', { name: 'des-cbc', key: 8, obsolete: 'DES' }),
  '1.2.840.113549.1.5.11': scheme('pbkdf1', 'sha1', { name: 'rc2-cbc', key: 8, obsolete: 'RC2-64' }),
  '1.2.840.113549.1.12.1.1': scheme('pkcs12', 'sha1', { name: 'rc4', key: 16, obsolete: 'RC4-128' }),
  '1.2.840.113549.1.12.1.2': scheme('pkcs12', 'sha1', { name: 'rc4', key: 5, obsolete: 'RC4-40' }),
  '1.2.840.113549.1.12.1.3': scheme('pkcs12', 'sha1', { name: 'des-ede3-cbc', key: 24, obsolete: '3DES' }),
  '1.2.840.113549.1.12.1.4': scheme('pkcs12', 'sha1', { name: 'des-ede3-cbc', key: 16, obsolete: '2-key 3DES' }),
  '1.2.840.113549.1.12.1.5': scheme('pkcs12', 'sha1', { name: 'rc2-cbc', key: 16, obsolete: 'RC2-128' }),
  '1.2.840.113549.1.12.1.6': scheme('pkcs12', 'sha1', { name: 'rc2-cbc', key: 5, obsolete: 'RC2-40' }),
};

/**
 * Reads the AlgorithmIdentifier of encrypted content, of which the cursor has just read the SEQUENCE.
 * @throws DerError
 */
export function readEncryptionScheme(algorithm: DerCursor): EncryptionScheme {
  const c = algorithm.enter();
  const oid = oidValue(c.expect(Tag.oid));
  if (oid === PBES2) return readPbes2(c.expect(Tag.sequence).enter());
  const old = OLD_SCHEMES[oid];
  if (old === undefined) return { kdf: 'unknown', oid };
  // PBEParameter (RFC 8018 A.3) and pkcs-12PbeParams (RFC 7292 C) alike.
  const parameters = c.expect(Tag.sequence).enter();
  return { ...old, salt: parameters.expect(Tag.octetString).value(), rounds: readCount(parameters) };
}

/** PBES2-params (RFC 8018 A.4). */
function readPbes2(c: DerCursor): EncryptionScheme {
  const kdf = c.expect(Tag.sequence).enter();
  const encryption = c.expect(Tag.sequence).enter();
  const kdfOid = oidValue(kdf.expect(Tag.oid));
  if (kdfOid === SCRYPT) return readScrypt(kdf.expect(Tag.sequence).enter());
  if (kdfOid !== PBKDF2) return { kdf: 'unknown', oid: kdfOid };
  const parameters = kdf.expect(Tag.sequence).enter();
  const salt = parameters.expect(Tag.octetString).value();
  const rounds = readCount(parameters);
  parameters.optional(Tag.integer);
  const prf = parameters.optional(Tag.sequence) ? oidValue(parameters.enter().expect(Tag.oid)) : HMAC_SHA1;
  const cipherOid = oidValue(encryption.expect(Tag.oid));
  const [digest, cipher] = [PRFS[prf], CIPHERS[cipherOid]];
  if (digest === undefined) return { kdf: 'unknown', oid: prf, rounds };
  if (cipher === undefined) return { kdf: 'unknown', oid: cipherOid, rounds };
  return { kdf: 'pbkdf2', digest, salt, rounds, cipher, iv: encryption.expect(Tag.octetString).value() };
}

/** scrypt-params (RFC 7914 7). */
function readScrypt(c: DerCursor): EncryptionScheme {
  c.expect(Tag.octetString);
  return { kdf: 'scrypt', n: readCount(c), r: readCount(c), p: readCount(c) };
}

/** A count that is paid for: whatever does not fit into four octets is above every limit. */
export function readCount(c: DerCursor): number {
  c.expect(Tag.integer);
  return c.length > 4 ? Number.POSITIVE_INFINITY : smallInteger(c);
}
