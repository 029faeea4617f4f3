import type { Certificate } from '../../parse/certificate.ts';
import type { VerifyInput } from '../types.ts';
import type { Violations } from '../violations.ts';

/** Part that a certificate plays in a path. A leaf that is its own trust anchor is a `leaf`. */
export type Role = 'leaf' | 'intermediate' | 'anchor';

/** What a rule about one certificate looks at. */
export interface RuleContext {
  readonly certificate: Certificate;
  readonly role: Role;
  /** Place in the path; 0 is the leaf. */
  readonly index: number;
  readonly input: VerifyInput;
  readonly found: Violations;
}

/** A rule about one certificate, whatever its neighbours are. */
export type Rule = (context: RuleContext) => void;
