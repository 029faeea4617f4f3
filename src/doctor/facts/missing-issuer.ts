import type { ChainCompletion, FetchedIssuer, Trust } from '../evidence/cert.ts';
import type { CertificateFacts } from './certificate.ts';

/** What tells a chain with a hole from one that ends at an authority that nobody here knows. */
export type Hole =
  | { readonly kind: 'intermediate'; readonly because: HoleBecause; readonly sure: boolean }
  | {
      readonly kind: 'authority';
      readonly because: 'issuer-is-root' | 'no-trace-of-intermediate';
      readonly sure: boolean;
    };
export type HoleBecause =
  | 'namesake-sent'
  | 'file-completes'
  | 'fetched-completes'
  | 'key-identifier-names-root'
  | 'root-sent-above'
  | 'issuer-has-address'
  | 'names-alike';

const MIDDLE = /\b(intermediate|issuing|sub(ordinate)?|inter)\b/i;
const TOP = /\broot\b/i;

/**
 * Whether the issuer that is missing stands between the chain and a root that is trusted, or is the root itself. Both
 * look the same to every client; the certificates themselves tell.
 */
export function holeAbove(
  last: CertificateFacts,
  chain: readonly CertificateFacts[],
  trust: Trust,
  completion: ChainCompletion | undefined,
  fetched?: FetchedIssuer | undefined,
): Hole {
  const missing = (because: HoleBecause, sure: boolean): Hole => ({ kind: 'intermediate', because, sure });
  // It sent an issuer of the right name, and another key had signed: an older or newer one is what it should send.
  if (chain.some((one) => one !== last && !one.selfSigned && one.subject === last.issuer))
    return missing('namesake-sent', true);
  if (completion && completion.intermediateFile !== '') return missing('file-completes', true);
  if (fetched?.completes && !fetched.selfSigned) return missing('fetched-completes', true);
  if (fetched?.selfSigned) return { kind: 'authority', because: 'issuer-is-root', sure: true };
  const { issuersIssuer, issuer } = last;
  if (issuersIssuer !== '' && sameName(issuersIssuer, issuer)) {
    return { kind: 'authority', because: 'issuer-is-root', sure: true };
  }
  if (issuersIssuer !== '' && trust.anchors.some(({ subject }) => sameName(subject, issuersIssuer))) {
    return missing('key-identifier-names-root', true);
  }
  const trusted = new Set(trust.anchors.map(({ fingerprint256 }) => fingerprint256));
  if (chain.some((one) => one !== chain[0] && trusted.has(one.fingerprint256) && one.subject !== issuer)) {
    return missing('root-sent-above', true);
  }
  if (completion && completion.rootFile !== '') return { kind: 'authority', because: 'issuer-is-root', sure: true };
  if (last.caIssuers.length > 0 && !TOP.test(last.issuerCommonName)) return missing('issuer-has-address', false);
  if (trust.source === 'flag' && trust.anchors.some((anchor) => alike(last, anchor)))
    return missing('names-alike', false);
  return { kind: 'authority', because: 'no-trace-of-intermediate', sure: false };
}

/** Node writes names in the order of the certificate, RFC 4514 in the reverse one. */
function sameName(a: string, b: string): boolean {
  const parts = (name: string) =>
    name
      .split(/,\s*/)
      .map((part) => part.toLowerCase())
      .sort()
      .join(',');
  return parts(a) === parts(b);
}

/** Whether an issuer that is not an anchor is called as if it stood below it. */
function alike({ issuer, issuerOrganisation, issuerCommonName }: CertificateFacts, anchor: CertificateFacts): boolean {
  if (sameName(issuer, anchor.subject) || TOP.test(issuerCommonName)) return false;
  if (MIDDLE.test(issuerCommonName)) return true;
  // Authorities of one house may stand side by side; only one that calls itself a root has others below it for sure.
  if (!TOP.test(anchor.commonName)) return false;
  const organisation = /(?:^|, )O=([^,]+)/.exec(anchor.subject)?.[1];
  if (issuerOrganisation !== '' && organisation === issuerOrganisation) return true;
  const word = (name: string) => /^[\p{L}\d]{3,}/u.exec(name)?.[0]?.toLowerCase();
  const shared = word(issuerCommonName) !== undefined && word(issuerCommonName) === word(anchor.commonName);
  return shared;
}
