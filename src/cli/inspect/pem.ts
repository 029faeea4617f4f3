import { toPem } from '../../files/pem.ts';
import type { Found } from '../../pki/identify/index.ts';

/** The clean PEM of what is public; undefined for private keys and for what cannot be read. */
export function cleanPem(found: Found): string | undefined {
  switch (found.kind) {
    case 'certificate':
      return toPem('CERTIFICATE', found.certificate.der);
    case 'csr':
      return toPem('CERTIFICATE REQUEST', found.request.der);
    case 'crl':
      return toPem('X509 CRL', found.list.der);
    case 'public-key':
      return toPem('PUBLIC KEY', found.spki.der);
    default:
      return undefined;
  }
}
