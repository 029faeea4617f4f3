import { REASONS, type ReasonCode, rankOf } from './reasons.ts';
import type { ReasonParams, VerifyPolicy } from './types.ts';

/** A rule broken by the certificate at one place of a path. */
export interface Violation {
  readonly code: ReasonCode;
  readonly index: number;
  readonly params: ReasonParams;
}

const KINDS: Readonly<Record<VerifyPolicy, readonly string[]>> = {
  path: ['path'],
  rfc5280: ['path', 'profile'],
  webpki: ['path', 'profile', 'webpki'],
};

/** Whether a policy applies a rule at all. */
export function applies(policy: VerifyPolicy, code: ReasonCode): boolean {
  return KINDS[policy].includes(REASONS[code].kind);
}

/** Collects the rules that a path breaks, dropping those that the policy does not apply. */
export class Violations {
  readonly list: Violation[] = [];
  readonly policy: VerifyPolicy;

  constructor(policy: VerifyPolicy) {
    this.policy = policy;
  }

  add(code: ReasonCode, index: number, params: ReasonParams = {}): void {
    if (applies(this.policy, code)) this.list.push({ code, index, params });
  }

  /** The most telling first; within one rule, the certificate nearest the anchor, but of expired ones that nearest the leaf. */
  sorted(): Violation[] {
    return this.list.toSorted((a, b) => {
      const nearest = a.code === 'expired' || a.code === 'not-yet-valid' ? a.index - b.index : b.index - a.index;
      return rankOf(a.code) - rankOf(b.code) || nearest;
    });
  }
}
