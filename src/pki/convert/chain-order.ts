import type { KeyObject } from 'node:crypto';
import { isRequestOf } from '../load-request.ts';
import type { Certificate } from '../parse/certificate.ts';
import { verifySignature } from '../verify/index.ts';

/** Certificates in the order in which a server sends them. */
export interface ChainOrder {
  /** Leaf first, each signed by the next. */
  readonly chain: readonly Certificate[];
  /** Those that do not belong to it, and repeated ones. */
  readonly dropped: readonly Certificate[];
}

/**
 * Puts certificates in order (RFC 8446 4.4.2): the key's own first, else the one that signed no other; then whoever signed it,
 * and so on.
 */
export function chainOrder(certificates: readonly Certificate[], key: KeyObject | undefined): ChainOrder {
  const first = leafOf(certificates, key);
  if (first === undefined) return { chain: [], dropped: certificates };
  const chain = [first];
  for (let last = first; !last.isSelfIssued; ) {
    const issuer = certificates.find((each) => !chain.includes(each) && signed(each, last));
    if (issuer === undefined) break;
    chain.push(issuer);
    last = issuer;
  }
  return { chain, dropped: certificates.filter((each) => !chain.includes(each)) };
}

function leafOf(certificates: readonly Certificate[], key: KeyObject | undefined): Certificate | undefined {
  if (key !== undefined) return certificates.find((each) => isRequestOf(each, key));
  const leaves = certificates.filter((each) => !certificates.some((other) => other !== each && signed(each, other)));
  return leaves.find((each) => each.basicConstraints?.ca !== true) ?? leaves[0] ?? certificates[0];
}

function signed(issuer: Certificate, subject: Certificate): boolean {
  return (
    issuer.subject.equals(subject.issuer) &&
    issuer.fingerprint256 !== subject.fingerprint256 &&
    verifySignature(subject, issuer.subjectPublicKeyInfo) === 'valid'
  );
}
