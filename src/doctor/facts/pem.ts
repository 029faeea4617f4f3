import { type CertificateFacts, certificateFacts } from './certificate.ts';

const CERTIFICATE = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END/g;
const DER_SEQUENCE = 0x30;

/** The certificates of a PEM or DER file, in the order of the file; what cannot be read is left out. */
export function certificatesIn(bytes: Buffer): CertificateFacts[] {
  const ders =
    bytes[0] === DER_SEQUENCE
      ? [bytes]
      : [...bytes.toString('latin1').matchAll(CERTIFICATE)].map(([, body]) => Buffer.from(body ?? '', 'base64'));
  return ders.flatMap((der) => {
    try {
      return [certificateFacts(der)];
    } catch {
      return [];
    }
  });
}
