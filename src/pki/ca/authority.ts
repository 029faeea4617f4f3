import type { KeyObject } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../errors/app-error.ts';
import { readInput } from '../../files/read.ts';
import type { KeySpec } from '../algorithms.ts';
import { loadPrivateKey, type PassphraseSource } from '../keys/load.ts';
import { isRequestOf } from '../load-request.ts';
import { parseCertificates } from '../parse/bundle.ts';
import type { Certificate } from '../parse/certificate.ts';
import { type AuthorityName, type CaIndex, readIndex } from './index-file.ts';

/** An authority that can sign. */
export interface Authority {
  readonly name: AuthorityName;
  readonly certificate: Certificate;
  readonly privateKey: KeyObject;
  readonly spec: KeySpec;
}

/** What a directory of a CA holds, without its keys. */
export interface CaDirectory {
  readonly dir: string;
  readonly root: Certificate;
  readonly intermediate: Certificate | undefined;
  readonly index: CaIndex;
}

/** The files of an authority. */
export function authorityFiles(dir: string, name: AuthorityName): { certificate: string; key: string } {
  return { certificate: join(dir, `${name}.crt`), key: join(dir, `${name}.key`) };
}

/**
 * Reads a directory that `createCa` made; no key is opened.
 * @throws AppError ERR_CA_MISSING, ERR_CA_MALFORMED, and those of `readInput`
 */
export async function openCa(dir: string): Promise<CaDirectory> {
  const index = await readIndex(dir);
  const root = await readOne(authorityFiles(dir, 'root').certificate);
  const intermediate =
    index.authorities.intermediate === undefined
      ? undefined
      : await readOne(authorityFiles(dir, 'intermediate').certificate);
  return { dir, root, intermediate, index };
}

/** The authority of a directory that issues to ends: the intermediate where there is one. */
export function issuingName({ intermediate }: Pick<CaDirectory, 'intermediate'>): AuthorityName {
  return intermediate === undefined ? 'root' : 'intermediate';
}

/** Whether an authority's key is still there. */
export function hasKey({ dir }: Pick<CaDirectory, 'dir'>, name: AuthorityName): boolean {
  return statSync(authorityFiles(dir, name).key, { throwIfNoEntry: false }) !== undefined;
}

/**
 * Opens an authority of a directory with its key.
 * @throws AppError ERR_CA_KEY_GONE, ERR_CA_KEY_MISMATCH, and those of `loadPrivateKey`
 */
export async function openAuthority(
  ca: CaDirectory,
  name: AuthorityName,
  passphrase: PassphraseSource | undefined,
): Promise<Authority> {
  const { key: file, certificate: certificateFile } = authorityFiles(ca.dir, name);
  if (!hasKey(ca, name)) throw new AppError('ERR_CA_KEY_GONE', { file });
  const { privateKey, spec } = await loadPrivateKey(file, { passphrase });
  const certificate = (name === 'root' ? ca.root : ca.intermediate)!;
  if (!isRequestOf(certificate, privateKey)) {
    throw new AppError('ERR_CA_KEY_MISMATCH', { key: file, certificate: certificateFile });
  }
  return { name, certificate, privateKey, spec };
}

async function readOne(file: string): Promise<Certificate> {
  const [certificate] = parseCertificates(await readInput(file));
  if (certificate?.subjectKeyIdentifier === undefined || certificate.problems.length > 0) {
    throw new AppError('ERR_CA_MALFORMED', { file, where: 'certificate' });
  }
  return certificate;
}
