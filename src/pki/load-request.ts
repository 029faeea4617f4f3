import { createPublicKey, type KeyObject } from 'node:crypto';
import { AppError } from '../errors/app-error.ts';
import { looksLikePem, pemBytes, splitPem } from '../files/pem.ts';
import { readInput } from '../files/read.ts';
import { isDeviation } from './der/error.ts';
import { type Certificate, parseCertificate } from './parse/certificate.ts';
import { type CertificationRequest, parseCertificationRequest } from './parse/certification-request.ts';
import { verifySignature } from './verify/signature.ts';

/**
 * Reads a certificate signing request, PEM or DER, and checks that it was signed by the key that it holds.
 * @throws AppError ERR_CSR_UNREADABLE, ERR_CSR_IS_KEY, ERR_CSR_IS_CERTIFICATE, ERR_CSR_SIGNATURE, ERR_PEM_MALFORMED, and
 *   those of `readInput`
 */
export async function loadRequest(file: string): Promise<CertificationRequest> {
  const bytes = await readInput(file);
  const request = parse(requestBytes(bytes, file), file);
  if (verifySignature(request, request.subjectPublicKeyInfo) !== 'valid')
    throw new AppError('ERR_CSR_SIGNATURE', { file });
  return request;
}

/** Whether a request, or a certificate, is for the public half of a key. */
export function isRequestOf(
  request: Pick<CertificationRequest, 'subjectPublicKeyInfo'>,
  privateKey: KeyObject,
): boolean {
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return request.subjectPublicKeyInfo.der.equals(spki);
}

/**
 * Reads what names and extensions can be taken from: a certificate or a request, PEM or DER.
 * @throws AppError ERR_NAMES_SOURCE, ERR_PEM_MALFORMED, and those of `readInput`
 */
export async function loadNamesSource(file: string): Promise<Certificate | CertificationRequest> {
  const bytes = await readInput(file);
  const { blocks } = looksLikePem(bytes) ? splitPem(bytes) : { blocks: [] };
  const block = blocks.find(({ kind }) => kind === 'CERTIFICATE' || kind === 'CERTIFICATE REQUEST');
  if (block === undefined && blocks.length > 0) throw new AppError('ERR_NAMES_SOURCE', { file });
  const der = block === undefined ? bytes : pemBytes(block);
  for (const read of [parseCertificate, parseCertificationRequest]) {
    try {
      const source = read(der);
      if (source.problems.every(({ fault }) => isDeviation(fault))) return source;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  throw new AppError('ERR_NAMES_SOURCE', { file });
}

function requestBytes(bytes: Buffer, file: string): Buffer {
  if (!looksLikePem(bytes)) return bytes;
  const { blocks } = splitPem(bytes);
  const block = blocks.find(({ kind }) => kind === 'CERTIFICATE REQUEST');
  if (block !== undefined) return pemBytes(block);
  const kinds = blocks.map(({ kind }) => kind);
  if (kinds.some((kind) => kind.endsWith('PRIVATE KEY'))) throw new AppError('ERR_CSR_IS_KEY', { file });
  if (kinds.some((kind) => kind.endsWith('CERTIFICATE'))) throw new AppError('ERR_CSR_IS_CERTIFICATE', { file });
  throw new AppError('ERR_CSR_UNREADABLE', { file });
}

function parse(der: Buffer, file: string): CertificationRequest {
  let request: CertificationRequest;
  try {
    request = parseCertificationRequest(der);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(
      isCertificate(der) ? 'ERR_CSR_IS_CERTIFICATE' : 'ERR_CSR_UNREADABLE',
      { file },
      { cause: error },
    );
  }
  if (request.problems.some(({ fault }) => !isDeviation(fault))) {
    throw new AppError(isCertificate(der) ? 'ERR_CSR_IS_CERTIFICATE' : 'ERR_CSR_UNREADABLE', { file });
  }
  return request;
}

function isCertificate(der: Buffer): boolean {
  try {
    return parseCertificate(der).problems.length === 0;
  } catch {
    return false;
  }
}
