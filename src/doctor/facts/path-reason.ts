import type { ReasonCode } from '../../pki/verify/index.ts';
import type { Entry, FailureOf } from '../evidence.ts';

type Reason = FailureOf<'cert.path'>['reasons'][number];

/** The first of the reasons for which the chain was refused that is one of `codes`. */
export function pathReason(path: Entry<'cert.path'> | undefined, ...codes: readonly ReasonCode[]): Reason | undefined {
  return path?.state === 'failed' ? path.failure.reasons.find(({ code }) => codes.includes(code)) : undefined;
}

/** Findings that say whom nobody trusts: a certificate that has to be made anew for another reason goes before them. */
export const TRUST_FINDINGS = [
  'cert-self-signed',
  'cert-unknown-ca',
  'cert-root-untrusted',
  'cert-missing-intermediate',
] as const;
