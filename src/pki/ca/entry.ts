import type { Certificate } from '../parse/certificate.ts';
import { isoSeconds } from '../validity-period.ts';
import type { IndexEntry } from './index-file.ts';

/** What the index remembers of a new certificate. */
export function indexEntry(certificate: Certificate): IndexEntry {
  const { notBefore, notAfter } = certificate.validity;
  return {
    serialNumber: certificate.serialNumber,
    subject: certificate.subject.toString(),
    names: (certificate.subjectAltName ?? []).map((name) => ('value' in name ? String(name.value) : name.type)),
    notBefore: isoSeconds(notBefore),
    notAfter: isoSeconds(notAfter),
    fingerprint256: certificate.fingerprint256,
  };
}
