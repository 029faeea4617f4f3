import type { Certificate } from '../parse/certificate.ts';
import { verifyChain } from '../verify/index.ts';

/** Policies that only authorities under the CA/Browser Forum's rules may assert (BR 7.1.6.1). */
const RESERVED_POLICIES = ['2.23.140.1.1', '2.23.140.1.2.1', '2.23.140.1.2.2', '2.23.140.1.2.3'];

/** What is known of a certificate's issuers. */
export interface Issuers {
  /** Issuers above the certificate, in order, the root last as far as it is known. */
  readonly issuers: readonly Certificate[];
  readonly publicRoot: boolean;
}

/**
 * Finds the issuers of a certificate among those given and the public roots. Whether a public authority issued it shows in the
 * path; where the intermediates were not given, in the reserved policies or the timestamps of logs that it carries.
 */
export function findIssuers(
  leaf: Certificate,
  given: readonly Certificate[],
  publicRoots: readonly Certificate[],
): Issuers {
  const at = leaf.validity.notBefore;
  const { path } = verifyChain({ leaf, anchors: publicRoots, intermediates: given, at, policy: 'path' });
  const issuers = path.slice(1);
  const roots = new Set(publicRoots.map(({ fingerprint256 }) => fingerprint256));
  return { issuers, publicRoot: issuers.some((each) => roots.has(each.fingerprint256)) || saysPublic(leaf) };
}

function saysPublic(leaf: Certificate): boolean {
  if (leaf.isSelfIssued) return false;
  const policies = leaf.value('certificatePolicies') ?? [];
  return (
    leaf.extension('signedCertificateTimestamps') !== undefined ||
    policies.some(({ oid }) => RESERVED_POLICIES.includes(oid))
  );
}
