import { join } from 'node:path';
import { AppError, isAppError } from '../../errors/app-error.ts';
import { readInput } from '../../files/read.ts';
import type { OutputFile } from '../../files/safe-write.ts';
import { CRL_REASONS, type CrlReason } from '../parse/extensions/crl-extensions.ts';

/** What one certificate of an authority is remembered by. */
export interface IndexEntry {
  /** Hexadecimal, upper case. */
  readonly serialNumber: string;
  readonly subject: string;
  readonly names: readonly string[];
  /** ISO 8601, UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly fingerprint256: string;
  readonly revoked?: { readonly at: string; readonly reason: CrlReason };
}

/** What one authority of the directory has done. */
export interface AuthorityRecord {
  /** Number of the last CRL; 0 before the first. */
  readonly crlNumber: number;
  readonly certificates: readonly IndexEntry[];
}

/** The names of the two authorities that a directory may hold. */
export type AuthorityName = 'root' | 'intermediate';

/** The small file that knows what was issued and revoked. */
export interface CaIndex {
  readonly version: 1;
  readonly authorities: { readonly root: AuthorityRecord; readonly intermediate?: AuthorityRecord };
}

const MAX_INDEX_BYTES = 256 * 1024 * 1024;

/** Where the index of a directory is. */
export function indexPath(dir: string): string {
  return join(dir, 'ca.json');
}

/** Reads the index. @throws AppError ERR_CA_MISSING, ERR_CA_MALFORMED, and those of `readInput` */
export async function readIndex(dir: string): Promise<CaIndex> {
  const file = indexPath(dir);
  let value: unknown;
  try {
    value = JSON.parse((await readInput(file, { maxBytes: MAX_INDEX_BYTES })).toString('utf8'));
  } catch (error) {
    if (isAppError(error, 'ERR_INPUT_MISSING')) throw new AppError('ERR_CA_MISSING', { dir }, { cause: error });
    if (error instanceof SyntaxError) throw new AppError('ERR_CA_MALFORMED', { file, where: '$' }, { cause: error });
    throw error;
  }
  const fault = indexFault(value);
  if (fault !== undefined) throw new AppError('ERR_CA_MALFORMED', { file, where: fault });
  return value as CaIndex;
}

/** The index as a file to write. */
export function indexFile(dir: string, index: CaIndex): OutputFile {
  return { path: indexPath(dir), data: Buffer.from(`${JSON.stringify(index, undefined, 1)}\n`) };
}

/** The index with one authority's record replaced. */
export function withRecord(index: CaIndex, name: AuthorityName, record: AuthorityRecord): CaIndex {
  return { ...index, authorities: { ...index.authorities, [name]: record } };
}

function indexFault(value: unknown): string | undefined {
  if (!isObject(value) || value.version !== 1) return '$.version';
  const { authorities } = value;
  if (!isObject(authorities) || !isObject(authorities.root)) return '$.authorities.root';
  for (const [name, record] of Object.entries(authorities)) {
    if (name !== 'root' && name !== 'intermediate') return `$.authorities.${name}`;
    const path = `$.authorities.${name}`;
    if (!isObject(record) || !Number.isSafeInteger(record.crlNumber) || (record.crlNumber as number) < 0) {
      return `${path}.crlNumber`;
    }
    if (!Array.isArray(record.certificates)) return `${path}.certificates`;
    const at = record.certificates.findIndex((entry) => !isEntry(entry));
    if (at >= 0) return `${path}.certificates[${at}]`;
  }
  return undefined;
}

function isEntry(value: unknown): boolean {
  if (!isObject(value) || !/^[0-9A-F]{1,40}$/.test(String(value.serialNumber))) return false;
  const texts = [value.subject, value.notBefore, value.notAfter, value.fingerprint256];
  if (texts.some((text) => typeof text !== 'string') || !Array.isArray(value.names)) return false;
  const { revoked } = value;
  if (revoked === undefined) return true;
  return (
    isObject(revoked) &&
    !Number.isNaN(Date.parse(String(revoked.at))) &&
    (CRL_REASONS as readonly unknown[]).includes(revoked.reason)
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
