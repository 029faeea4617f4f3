import { rootCertificates } from 'node:tls';
import { AppError } from '../../errors/app-error.ts';
import { readInput } from '../../files/read.ts';
import { type Found, identify } from '../../pki/identify/index.ts';
import { type Certificate, type CertificateList, parseCertificate } from '../../pki/parse/index.ts';

/**
 * The certificates of a file, in their order; other things in it are passed over.
 * @throws AppError ERR_CERTIFICATE_MISSING where there is none, and those of `readInput`
 */
export async function readCertificates(file: string): Promise<[Certificate, ...Certificate[]]> {
  const found = identify(await readInput(file), file);
  const certificates = found.flatMap((item) => (item.kind === 'certificate' ? [item.certificate] : []));
  const [first, ...rest] = certificates;
  if (first === undefined) throw new AppError('ERR_CERTIFICATE_MISSING', { file, found: kinds(found) });
  return [first, ...rest];
}

/**
 * The revocation lists of a file.
 * @throws AppError ERR_CRL_MISSING where there is none, and those of `readInput`
 */
export async function readCrls(file: string): Promise<CertificateList[]> {
  const found = identify(await readInput(file), file);
  const lists = found.flatMap((item) => (item.kind === 'crl' ? [item.list] : []));
  if (lists.length === 0) throw new AppError('ERR_CRL_MISSING', { file, found: kinds(found) });
  return lists;
}

/** Reads several files into one list. */
export async function readAll<T>(
  files: readonly string[] | undefined,
  read: (file: string) => Promise<readonly T[]>,
): Promise<T[]> {
  const all: T[] = [];
  for (const file of files ?? []) all.push(...(await read(file)));
  return all;
}

/** The authorities that Node.js trusts when nothing else is said. */
export function builtInAnchors(): Certificate[] {
  return rootCertificates.map((pem) => parseCertificate(Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64')));
}

function kinds(found: readonly Found[]): string {
  return [...new Set(found.map(({ kind }) => kind))].join(', ');
}
