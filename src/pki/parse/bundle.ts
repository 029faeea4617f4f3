import { looksLikePem, pemBytes, splitPem } from '../../files/pem.ts';
import { berToDer } from '../der/ber.ts';
import { asBuffer, DerCursor } from '../der/cursor.ts';
import { DerError } from '../der/error.ts';
import { type Certificate, parseCertificate } from './certificate.ts';
import { type CertificateList, parseCertificateList } from './certificate-list.ts';

/** PEM kinds that hold a certificate; openssl's trusted ones have data of its own after it. */
const CERTIFICATE_KINDS: readonly string[] = ['CERTIFICATE', 'TRUSTED CERTIFICATE'];

/**
 * All certificates of a file: PEM with anything around it, or one or more of them in DER (or BER) one after the other.
 * Throws `AppError` `ERR_PEM_MALFORMED` or `ERR_CERTIFICATE_MALFORMED`.
 */
export function parseCertificates(input: Uint8Array): Certificate[] {
  return structures(input, CERTIFICATE_KINDS, parseCertificate);
}

/** All CRLs of a file, PEM or DER. Throws `AppError` `ERR_PEM_MALFORMED` or `ERR_CRL_MALFORMED`. */
export function parseCertificateLists(input: Uint8Array): CertificateList[] {
  return structures(input, ['X509 CRL'], parseCertificateList);
}

/** Parses as it goes, so that the first thing that is none ends it. */
function structures<T>(input: Uint8Array, kinds: readonly string[], parse: (der: Uint8Array) => T): T[] {
  if (looksLikePem(input)) {
    return splitPem(input).blocks.flatMap((block) =>
      kinds.includes(block.kind) ? [parse(toDer(pemBytes(block)))] : [],
    );
  }
  const found: T[] = [];
  const bytes = asBuffer(input);
  for (let at = 0; at < bytes.length || found.length === 0; ) {
    const rest = bytes.subarray(at);
    const size = elementSize(rest);
    found.push(parse(toDer(rest.subarray(0, size))));
    at += size;
  }
  return found;
}

/** How many bytes the first element takes; all of them where that cannot be told, for the parser to complain about. */
function elementSize(bytes: Buffer): number {
  try {
    if (bytes[1] === 0x80) return berToDer(bytes).end;
    const c = new DerCursor(bytes);
    c.next();
    return c.valueEnd;
  } catch (error) {
    if (error instanceof DerError) return Math.max(1, bytes.length);
    throw error;
  }
}

/** Indefinite lengths are not DER, but what they frame can be judged all the same. */
function toDer(bytes: Buffer): Buffer {
  if (bytes[1] !== 0x80) return bytes;
  try {
    return berToDer(bytes).der;
  } catch (error) {
    if (error instanceof DerError) return bytes;
    throw error;
  }
}
