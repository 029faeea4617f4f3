import type { CertificateFacts } from './certificate.ts';

/** What is odd about the order of a chain as it was sent; places are counted from 1, the leaf's. */
export interface ChainOrder {
  /** Some issuer stands before what it issued (RFC 8446 4.4.2: each certificate should certify the one before it). */
  readonly wrong: boolean;
  /** Subjects of certificates that issued nothing that was sent, or that were sent twice. */
  readonly extra: readonly string[];
  /** Subjects of the self-signed roots that were sent behind what they issued. */
  readonly roots: readonly string[];
}

/** Compares a chain with the order in which it should be sent; what stands in place 1 is taken for the leaf. */
export function chainOrder(chain: readonly CertificateFacts[]): ChainOrder {
  const rest = chain.slice(1);
  const first = (one: CertificateFacts) => chain.findIndex((other) => other.fingerprint256 === one.fingerprint256);
  const issues = (one: CertificateFacts) => chain.some((other) => other !== one && other.issuer === one.subject);
  const extra = rest.filter((one, index) => first(one) !== index + 1 || !issues(one));
  const needed = rest.filter((one) => !extra.includes(one));
  const wrong = needed.some((one, index) =>
    needed.slice(index + 1).some((later) => !later.selfSigned && later.issuer === one.subject),
  );
  return {
    wrong,
    extra: extra.map(({ subject }) => subject),
    roots: needed.filter(({ selfSigned }) => selfSigned).map(({ subject }) => subject),
  };
}
