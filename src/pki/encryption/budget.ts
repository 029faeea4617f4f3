import { AppError } from '../../errors/app-error.ts';
import type { EncryptionScheme } from './schemes.ts';

/**
 * What deriving the keys of one file may take, in microseconds of a server's core: the prices below were measured on one. Opening
 * anything stays under a second; the dearest files that programs write by default (certtool's, with 600,000 rounds of PKCS#12's own
 * derivation for each of seven outputs) take 0.7 s.
 */
const LIMIT = 850_000;

/** One round of PBKDF2 (two digests in OpenSSL). */
const PBKDF2_ROUND: Readonly<Record<string, number>> = {
  sha1: 0.23,
  sha224: 0.25,
  sha256: 0.25,
  sha384: 0.75,
  sha512: 0.75,
};
/** One digest of a chain: in a loop of ours, or a call each. */
const CHAIN_ROUND: Readonly<Record<string, number>> = { sha1: 0.15, sha256: 0.35 };
const CALL = 2.8;
/** One step of scrypt, of which there are N r p. */
const SCRYPT_STEP = 0.5;
/** N r of scrypt, each 128 octets of memory: 32 MiB, which is also OpenSSL's limit. */
const SCRYPT_BLOCKS = 262_144;
/** One round of bcrypt for one of its blocks. */
const BCRYPT_ROUND = 4200;

const OCTETS: Readonly<Record<string, number>> = { md5: 16, sha1: 20, sha224: 28, sha256: 32, sha384: 48, sha512: 64 };

/** Which error says that a budget is spent. */
export type CostError = 'ERR_KEY_ENCRYPTION_COST' | 'ERR_PKCS12_COST';

/** Pays for the derivation of keys before it is done, of which one file gets a limited amount, and notes what is obsolete. */
export class DerivationBudget {
  readonly file: string;
  /** Names of obsolete ciphers that were met. */
  readonly obsolete = new Set<string>();
  readonly #code: CostError;
  #spent = 0;

  /** @param file its name, for errors */
  constructor(file: string, code: CostError) {
    this.file = file;
    this.#code = code;
  }

  /**
   * Pays for the key, and the IV where it is derived, of a scheme. Of PBKDF2 with what we do not know, which OpenSSL may know all the
   * same, the dearest is assumed.
   * @throws AppError ERR_KEY_ENCRYPTION_COST or ERR_PKCS12_COST
   */
  pay(scheme: EncryptionScheme): void {
    if (scheme.kdf === 'unknown') {
      this.payPbkdf2('', scheme.rounds ?? 0, 32);
      return;
    }
    if (scheme.kdf === 'scrypt') {
      const { n, r, p } = scheme;
      if (n * r > SCRYPT_BLOCKS) this.#refuse(`scrypt N*r ${shown(n * r)}`, `scrypt N*r ${SCRYPT_BLOCKS}`);
      this.#take('scrypt N*r*p', n * r * p, SCRYPT_STEP);
      return;
    }
    const { kdf, digest, rounds, cipher } = scheme;
    if (kdf === 'pbkdf2') this.payPbkdf2(digest, rounds, cipher.key);
    else if (kdf === 'pbkdf1') this.#take('PBKDF1', rounds, CHAIN_ROUND[digest] ?? CALL);
    else this.payPkcs12(digest, rounds, cipher.key, cipher.name === 'rc4' ? 0 : IV_OCTETS);
    if (cipher.obsolete !== undefined) this.obsolete.add(cipher.obsolete);
  }

  /** PBKDF2 (RFC 8018 5.2): every block of its output costs all rounds. @throws AppError as `pay` */
  payPbkdf2(digest: string, rounds: number, length: number): void {
    this.#take('PBKDF2', rounds, (PBKDF2_ROUND[digest] ?? CALL) * Math.ceil(length / (OCTETS[digest] ?? 16)));
  }

  /** PKCS#12's derivation (RFC 7292 B.2), once for each length: every unit of output costs all rounds. @throws AppError as `pay` */
  payPkcs12(digest: string, rounds: number, ...lengths: readonly number[]): void {
    const units = lengths.reduce((sum, length) => sum + Math.ceil(length / (OCTETS[digest] ?? 16)), 0);
    this.#take('PKCS#12', rounds, (CHAIN_ROUND[digest] ?? CALL) * units);
  }

  /** bcrypt_pbkdf, as OpenSSH derives keys. @throws AppError as `pay` */
  payBcrypt(rounds: number, blocks: number): void {
    this.#take('bcrypt', rounds, BCRYPT_ROUND * blocks);
  }

  /** Cost and limit are told in rounds of the kind that was asked for last, with what was paid before among them. */
  #take(kind: string, rounds: number, price: number): void {
    this.#spent += rounds * price;
    if (this.#spent <= LIMIT) return;
    this.#refuse(`${kind} ${shown(this.#spent / price)}`, `${kind} ${shown(LIMIT / price)}`);
  }

  #refuse(cost: string, limit: string): never {
    throw new AppError(this.#code, { file: this.file, cost, limit });
  }
}

function shown(count: number): string {
  return Number.isFinite(count) ? String(Math.floor(count)) : '> 2^31';
}

/** Octets of the IV of DES and RC2. */
export const IV_OCTETS = 8;
