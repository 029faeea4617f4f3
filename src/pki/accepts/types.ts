import type { Certificate } from '../parse/certificate.ts';

/** Who accepts or rejects. `public-ca` is what authorities that browsers trust may issue at all. */
export const CLIENTS = [
  'public-ca',
  'apple',
  'chrome',
  'firefox',
  'java',
  'go',
  'python',
  'node',
  'openssl-1',
  'openssl-2',
  'openssl-3',
  'gnutls',
  'curl',
  'webtransport',
  'webrtc',
] as const;

/** Stable name of a client. */
export type ClientId = (typeof CLIENTS)[number];

/** What can be wrong with a certificate in the eyes of a client; sentences are in the catalogue under the same name. */
export type AcceptanceProblem =
  | 'expired'
  | 'not-yet-valid'
  | 'validity-too-long'
  | 'validity-empty'
  | 'san-missing'
  | 'san-missing-address'
  | 'name-mismatch'
  | 'server-auth-missing'
  | 'eku-missing'
  | 'client-auth-too'
  | 'key-usage'
  | 'rsa-too-small'
  | 'rsa-too-large'
  | 'key-type'
  | 'sha1-signature'
  | 'weak-signature'
  | 'ca-as-server'
  | 'serial-negative'
  | 'authority-key-identifier-missing'
  | 'version-with-extensions'
  | 'critical-constraints-missing';

/** Values that a problem's sentence is made from. */
export type AcceptanceParams = Readonly<Record<string, string | number | readonly string[]>>;

/** What is judged: a server's certificate with the issuers that are known of it. */
export interface AcceptanceInput {
  readonly leaf: Certificate;
  /** Issuers above it, in order, as far as they are known. */
  readonly issuers: readonly Certificate[];
  /** Whether an authority that browsers ship with issued it. Rules of public authorities do not bind private ones. */
  readonly publicRoot: boolean;
  /** The moment to judge at. */
  readonly at: Date;
  /** DNS name or address that it is to be for. */
  readonly host?: string | undefined;
}

/** A condition that a certificate must not fulfil: gives the problem's values where it does. */
export type Condition = (input: AcceptanceInput) => AcceptanceParams | undefined;

/** One rule of one client. */
export interface AcceptanceRule {
  readonly client: ClientId;
  readonly problem: AcceptanceProblem;
  readonly broken: Condition;
  /** Where the rule is written. */
  readonly source: string;
  /** Day from which it counts; undefined where it counts for every version that is still in use. */
  readonly from?: string;
  /** What is compared with `from`: the day that the certificate was issued on (its notBefore), or the day it is used on. */
  readonly by?: 'issued' | 'used';
  /** Only certificates of public authorities are bound. */
  readonly publicOnly?: true;
}

/** A rule that a certificate breaks. */
export interface Objection {
  readonly problem: AcceptanceProblem;
  readonly params: AcceptanceParams;
  readonly source: string;
  /** Day (ISO 8601) from which the rule counts; null where it always did. */
  readonly from: string | null;
  readonly by: 'issued' | 'used';
}

/** What one client says. */
export interface ClientVerdict {
  readonly client: ClientId;
  /** Whether its verdict counts for the answer of the whole. */
  readonly mainstream: boolean;
  readonly status: 'accepted' | 'rejected' | 'does-not-apply';
  readonly objections: readonly Objection[];
  /** Rules of later dates that the same certificate, issued or used then, would break. */
  readonly upcoming: readonly Objection[];
}
