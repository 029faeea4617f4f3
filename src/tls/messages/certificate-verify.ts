import { ByteReader } from '../bytes/reader.ts';

/** Reads the SignatureScheme of a CertificateVerify (RFC 8446, section 4.4.3). Throws `DecodeError`. */
export function readCertificateVerifyScheme(body: Buffer): number {
  const reader = new ByteReader(body);
  const scheme = reader.uint(2, 'algorithm');
  reader.vector(2, 'signature');
  return scheme;
}
