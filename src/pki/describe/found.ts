import type { Found } from '../identify/index.ts';
import { describeCertificate, describeCrl, describePublicKey, describeRequest } from './index.ts';

/** One thing that a file holds, free of language: an entry of `inspect --json`. */
export function describeFound(found: Found) {
  const { kind, source } = found;
  switch (found.kind) {
    case 'certificate':
      return { kind, source, certificate: describeCertificate(found.certificate) };
    case 'csr':
      return { kind, source, csr: describeRequest(found.request) };
    case 'crl':
      return { kind, source, crl: describeCrl(found.list) };
    case 'public-key':
      return { kind, source, publicKey: describePublicKey(found.spki) };
    case 'private-key': {
      const spki = found.opened?.spki;
      return {
        kind,
        source,
        form: found.form,
        encrypted: found.opened?.encrypted ?? found.form.includes('encrypted'),
        publicKey: spki ? describePublicKey(spki) : null,
      };
    }
    case 'unreadable':
      return { kind, source, reason: found.reason, bytes: found.bytes.length };
    default:
      return { kind, source, bytes: found.der.length };
  }
}
