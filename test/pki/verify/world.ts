import { type Certificate, parseCertificate, parseCertificateList } from '../../../src/pki/parse/index.ts';
import { type ReasonCode, type VerifyInput, type VerifyResult, verifyChain } from '../../../src/pki/verify/index.ts';
import {
  type CertificateOptions,
  type CrlOptions,
  certificate,
  crl,
  type Entity,
  entity,
} from '../build/certificate.ts';

/** A root, an intermediate and a leaf that are well-formed in every way; tests change one thing at a time. */
export const root = entity('Root');
export const ca = entity('CA');
export const leaf = entity('leaf');
export const AT = new Date('2026-06-15T00:00:00Z');

export const make = (subject: Entity, issuer: Entity, options?: CertificateOptions): Certificate =>
  parseCertificate(certificate(subject, issuer, options));
export const makeCrl = (issuer: Entity, options?: CrlOptions) => parseCertificateList(crl(issuer, options));

export const rootCertificate = make(root, root, { ca: true });
export const caCertificate = make(ca, root, { ca: true });
export const leafCertificate = make(leaf, ca, { dns: ['a.example.com'] });

/** Verifies root → CA → leaf with some inputs replaced. */
export function verify(changes: Partial<VerifyInput> = {}): VerifyResult {
  return verifyChain({
    leaf: leafCertificate,
    anchors: [rootCertificate],
    intermediates: [caCertificate],
    at: AT,
    ...changes,
  });
}

/** The reason and the place in the path of a no; `ok` for a yes. */
export function outcome(changes: Partial<VerifyInput>): 'ok' | [ReasonCode, number] {
  const result = verify(changes);
  return result.ok ? 'ok' : [result.reason.code, result.reason.certificate.index];
}
