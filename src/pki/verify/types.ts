import type { Certificate } from '../parse/certificate.ts';
import type { CertificateList } from '../parse/certificate-list.ts';
import type { ReasonCode } from './reasons.ts';

/**
 * Whose rules count: `path` is RFC 5280 section 6 alone, as TLS clients apply it; `rfc5280` adds what sections 4 and 5
 * demand of certificates and CRLs; `webpki` adds what the CA/Browser Forum demands of public ones.
 */
export type VerifyPolicy = 'path' | 'rfc5280' | 'webpki';

/** What the certificate is to be used for. `any` asks for no purpose. */
export type Purpose = 'server' | 'client' | 'any';

/** Inputs of RFC 5280 6.1.1, and the name and purpose that a TLS peer asks for. */
export interface VerifyInput {
  readonly leaf: Certificate;
  readonly anchors: readonly Certificate[];
  readonly intermediates?: readonly Certificate[];
  /** The moment to judge at. */
  readonly at: Date;
  /** DNS name or IP address that the leaf must be for (RFC 9525); not looked at when absent. */
  readonly host?: string;
  /** Default `any`. */
  readonly purpose?: Purpose;
  /** Default `rfc5280`. */
  readonly policy?: VerifyPolicy;
  /** Most intermediates between leaf and anchor; self-issued ones are not counted (RFC 5280 4.2.1.9). */
  readonly maxDepth?: number;
  readonly crls?: readonly CertificateList[];
  /**
   * Whose revocation must be known to be false: nobody's (`none`), the leaf's, or that of every certificate below the
   * anchor. Default: `chain` when there are CRLs, else `none`.
   */
  readonly revocation?: 'none' | 'leaf' | 'chain';
  /** user-initial-policy-set, dotted OIDs; absent or empty for any-policy. */
  readonly initialPolicies?: readonly string[];
  readonly explicitPolicy?: boolean;
  readonly inhibitPolicyMapping?: boolean;
  readonly inhibitAnyPolicy?: boolean;
}

/** Values that a reason's sentence is made from. */
export type ReasonParams = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** One rule that one certificate breaks. */
export interface Reason {
  readonly code: ReasonCode;
  /** Where the rule is written. */
  readonly rule: string;
  /** The certificate that breaks it: its place in `path` (0 is the leaf), and what identifies it. */
  readonly certificate: { readonly index: number; readonly subject: string; readonly fingerprint256: string };
  readonly params: ReasonParams;
}

/** The answer. Free of language; certificates are those that were handed in. */
export type VerifyResult =
  | {
      readonly ok: true;
      /** Leaf first, trust anchor last. */
      readonly path: readonly Certificate[];
      /** The policies that the path is valid for, of those asked for (user-constrained-policy-set). */
      readonly policies: readonly string[];
    }
  | {
      readonly ok: false;
      readonly reason: Reason;
      /** Further rules that the same path breaks. */
      readonly others: readonly Reason[];
      /** The best path that was examined, as far as it got: leaf first. */
      readonly path: readonly Certificate[];
    };
