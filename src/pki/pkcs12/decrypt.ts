import { createDecipheriv, pbkdf2Sync } from 'node:crypto';
import { AppError } from '../../errors/app-error.ts';
import { DerCursor } from '../der/cursor.ts';
import { Tag } from '../der/tags.ts';
import { oidValue, smallInteger } from '../der/values.ts';
import { decryptRc2Cbc } from '../keys/rc2.ts';
import { bmpPassphrase, derivePkcs12, PURPOSE } from './derive.ts';
import { DIGESTS, OID } from './oids.ts';

/** Rounds of key derivation that a whole file may ask for: a few seconds. What we write takes 1.2 million. */
export const MAX_ROUNDS = 3_000_000;

const PRFS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

const CIPHERS: Readonly<Record<string, { readonly name: string; readonly key: number }>> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', key: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', key: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', key: 32 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', key: 24 },
};

interface Pkcs12Cipher {
  readonly name: 'des-ede3-cbc' | 'rc2-cbc';
  /** Octets of the key. */
  readonly key: number;
  /** What people call it. */
  readonly label: string;
}

/** PKCS#12's own schemes (RFC 7292 C), but for RC4; all are obsolete. OpenSSL still has Triple DES; RC2 is ours. */
const PKCS12_CIPHERS: Readonly<Record<string, Pkcs12Cipher>> = {
  '1.2.840.113549.1.12.1.3': { name: 'des-ede3-cbc', key: 24, label: '3DES' },
  '1.2.840.113549.1.12.1.4': { name: 'des-ede3-cbc', key: 16, label: '2-key 3DES' },
  '1.2.840.113549.1.12.1.5': { name: 'rc2-cbc', key: 16, label: 'RC2-128' },
  '1.2.840.113549.1.12.1.6': { name: 'rc2-cbc', key: 5, label: 'RC2-40' },
};

/** Spends rounds of key derivation, of which a whole file may ask for a limited number, and notes what is obsolete. */
export class RoundBudget {
  #left: number = MAX_ROUNDS;
  readonly file: string;
  /** Names of obsolete schemes that were met. */
  readonly obsolete = new Set<string>();

  constructor(file: string) {
    this.file = file;
  }

  /** Takes the INTEGER that the cursor reads next. @throws AppError ERR_PKCS12_COST */
  take(c: DerCursor): number {
    c.expect(Tag.integer);
    const rounds = c.length > 4 ? Number.POSITIVE_INFINITY : smallInteger(c);
    this.#left -= rounds;
    if (this.#left < 0) {
      const { file } = this;
      throw new AppError('ERR_PKCS12_COST', { file, cost: String(rounds), limit: String(MAX_ROUNDS) });
    }
    return rounds;
  }
}

/**
 * Decrypts with an encryption scheme of PKCS#12 or PKCS#5.
 * @param algorithm AlgorithmIdentifier, DER
 * @throws AppError ERR_PKCS12_COST, ERR_PKCS12_UNSUPPORTED, ERR_PKCS12_PASSPHRASE_WRONG; DerError
 */
export function decryptContent(algorithm: Buffer, encrypted: Buffer, passphrase: string, budget: RoundBudget): Buffer {
  const c = new DerCursor(algorithm).expect(Tag.sequence).enter();
  const scheme = oidValue(c.expect(Tag.oid));
  const parameters = c.expect(Tag.sequence).enter();
  const { cipher, key, iv } =
    scheme === OID.pbes2 ? pbes2(parameters, passphrase, budget) : pkcs12Pbe(scheme, parameters, passphrase, budget);
  try {
    if (cipher === 'rc2-cbc') return decryptRc2Cbc(encrypted, key, iv, key.length * 8);
    const decipher = createDecipheriv(cipher, key, iv);
    return Buffer.concat([decipher.update(encrypted), decipher.final()]);
  } catch (error) {
    throw new AppError('ERR_PKCS12_PASSPHRASE_WRONG', { file: budget.file }, { cause: error });
  }
}

interface Opened {
  readonly cipher: string;
  readonly key: Buffer;
  readonly iv: Buffer;
}

function pbes2(c: DerCursor, passphrase: string, budget: RoundBudget): Opened {
  const kdf = c.expect(Tag.sequence).enter();
  const scheme = c.expect(Tag.sequence).enter();
  const kdfOid = oidValue(kdf.expect(Tag.oid));
  const cipherOid = oidValue(scheme.expect(Tag.oid));
  const cipher = CIPHERS[cipherOid];
  if (kdfOid !== OID.pbkdf2) throw unsupported(budget, kdfOid);
  if (cipher === undefined) throw unsupported(budget, cipherOid);
  const iv = scheme.expect(Tag.octetString).value();
  const parameters = kdf.expect(Tag.sequence).enter();
  const salt = parameters.expect(Tag.octetString).value();
  const rounds = budget.take(parameters);
  parameters.optional(Tag.integer);
  const prf = parameters.optional(Tag.sequence) ? oidValue(parameters.enter().expect(Tag.oid)) : '1.2.840.113549.2.7';
  const digest = PRFS[prf];
  if (digest === undefined) throw unsupported(budget, prf);
  const key = pbkdf2Sync(Buffer.from(passphrase, 'utf8'), salt, Math.max(1, rounds), cipher.key, digest);
  return { cipher: cipher.name, key, iv };
}

function pkcs12Pbe(scheme: string, c: DerCursor, text: string, budget: RoundBudget): Opened {
  const cipher = PKCS12_CIPHERS[scheme];
  if (cipher === undefined) throw unsupported(budget, scheme);
  budget.obsolete.add(cipher.label);
  const salt = c.expect(Tag.octetString).value();
  const iterations = budget.take(c);
  const common = { digest: DIGESTS['1.3.14.3.2.26']!, passphrase: bmpPassphrase(text), salt, iterations };
  const derived = derivePkcs12({ ...common, purpose: PURPOSE.key, length: cipher.key });
  // Two keys: the first one again for the third.
  const key =
    cipher.name === 'des-ede3-cbc' && cipher.key === 16 ? Buffer.concat([derived, derived.subarray(0, 8)]) : derived;
  return { cipher: cipher.name, key, iv: derivePkcs12({ ...common, purpose: PURPOSE.iv, length: 8 }) };
}

function unsupported({ file }: RoundBudget, what: string): AppError {
  return new AppError('ERR_PKCS12_UNSUPPORTED', { file, what: NAMES[what] ?? what });
}

const NAMES: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.12.1.1': 'RC4-128',
  '1.2.840.113549.1.12.1.2': 'RC4-40',
};
