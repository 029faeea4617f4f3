import { AppError } from '../../errors/app-error.ts';
import { DerCursor } from '../der/cursor.ts';
import { DerError } from '../der/error.ts';
import { Tag } from '../der/tags.ts';
import { oidValue, smallInteger } from '../der/values.ts';

/** What opening an encrypted key may cost: a file must not keep a machine busy for minutes. */
export const KDF_LIMITS = {
  /** Rounds of PBKDF1, PBKDF2 and PKCS#12's derivation: about ten seconds. */
  iterations: 10_000_000,
  /** Octets that scrypt may take (128 N r), which is also OpenSSL's limit. */
  scryptBytes: 32 * 1024 * 1024,
  /** Lanes of scrypt, one after the other. */
  scryptParallel: 16,
} as const;

const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';
const SCRYPT = '1.3.6.1.4.1.11591.4.11';

/** The scheme of an EncryptedPrivateKeyInfo (RFC 5958 3). */
export interface EncryptionScheme {
  readonly oid: string;
  /** The scheme's parameters, as a complete element. */
  readonly parameters: Buffer;
  readonly encrypted: Buffer;
}

/**
 * Reads the scheme of an encrypted PKCS#8 key and refuses one that would take too long to open.
 * @throws AppError ERR_KEY_ENCRYPTION_COST, ERR_KEY_MALFORMED
 */
export function encryptionScheme(der: Buffer, file: string): EncryptionScheme {
  try {
    const outer = new DerCursor(der).expect(Tag.sequence).enter();
    const algorithm = outer.expect(Tag.sequence).enter();
    const encrypted = outer.expect(Tag.octetString).value();
    const oid = oidValue(algorithm.expect(Tag.oid));
    algorithm.expect(Tag.sequence);
    const parameters = algorithm.element();
    const kdf = oid === PBES2 ? algorithm.enter().expect(Tag.sequence).enter() : undefined;
    if (kdf === undefined) checkIterations(algorithm.enter(), file);
    else checkKdf(oidValue(kdf.expect(Tag.oid)), kdf.expect(Tag.sequence).enter(), file);
    return { oid, parameters, encrypted };
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    throw new AppError('ERR_KEY_MALFORMED', { file }, { cause: error });
  }
}

function checkKdf(oid: string, parameters: DerCursor, file: string): void {
  if (oid === PBKDF2) checkIterations(parameters, file);
  if (oid !== SCRYPT) return;
  parameters.expect(Tag.octetString);
  const [n, r, p] = [number(parameters), number(parameters), number(parameters)];
  if (128 * n * r > KDF_LIMITS.scryptBytes || p > KDF_LIMITS.scryptParallel) {
    throw new AppError('ERR_KEY_ENCRYPTION_COST', {
      file,
      cost: `scrypt N=${n} r=${r} p=${p}`,
      limit: 'N*r = 262144, p = 16',
    });
  }
}

/** PBKDF2-params and PBEParameter alike: a salt, then the rounds (RFC 8018 A). */
function checkIterations(parameters: DerCursor, file: string): void {
  parameters.next();
  const iterations = number(parameters);
  if (iterations > KDF_LIMITS.iterations) {
    throw new AppError('ERR_KEY_ENCRYPTION_COST', {
      file,
      cost: String(iterations),
      limit: String(KDF_LIMITS.iterations),
    });
  }
}

function number(c: DerCursor): number {
  c.expect(Tag.integer);
  // Whatever does not fit into four octets is above every limit.
  return c.length > 4 ? Number.POSITIVE_INFINITY : smallInteger(c);
}
