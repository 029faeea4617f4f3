import { ByteReader } from '../bytes/reader.ts';
import { EXTENSION } from '../tables/extension-types.ts';
import { TLS13 } from '../tables/versions.ts';
import { readExtensions } from './extensions.ts';

/** One entry of a Certificate message. Bytes are base64, so that evidence can be written down as it is. */
export interface CertificateEntry {
  /** DER, base64. */
  der: string;
  /** The stapled OCSPResponse, DER, base64 (RFC 6066, section 8; TLS 1.3 staples to every certificate). */
  ocspResponse?: string | undefined;
  /** Whether a SignedCertificateTimestampList came with it (RFC 6962, section 3.3.1). */
  timestamps: boolean;
}

/**
 * Reads the body of a Certificate message in the order sent. TLS 1.3 puts a context first and extensions after each
 * certificate (RFC 8446, section 4.4.2); before it there is only the list (RFC 5246, section 7.4.2). Throws
 * `DecodeError`.
 */
export function readCertificate(body: Buffer, version: number): CertificateEntry[] {
  const reader = new ByteReader(body);
  if (version >= TLS13) reader.vector(1, 'certificate_request_context');
  const list = reader.vector(3, 'certificate_list');
  reader.end('certificate_list');
  const entries: CertificateEntry[] = [];
  while (list.remaining > 0) {
    const der = list.vector(3, 'cert_data').rest().toString('base64');
    const extensions = version >= TLS13 ? readExtensions(list) : new Map<number, Buffer>();
    const status = extensions.get(EXTENSION.statusRequest);
    entries.push({
      der,
      ocspResponse: status && readCertificateStatus(status),
      timestamps: extensions.has(EXTENSION.signedCertificateTimestamp),
    });
  }
  return entries;
}

/** Reads a CertificateStatus (RFC 6066, section 8): the OCSPResponse, base64; undefined for another kind of status. */
export function readCertificateStatus(body: Buffer): string | undefined {
  const reader = new ByteReader(body);
  if (reader.uint(1, 'status_type') !== 1) return undefined;
  return reader.vector(3, 'OCSPResponse').rest().toString('base64');
}
