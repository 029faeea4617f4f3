/**
 * Every reason for a no, most telling first: where one path breaks several rules, the earliest in this table is named.
 * `kind` says whose rule it is: `path` is RFC 5280 section 6 (and RFC 9525 for host names), `profile` what sections 4 and 5
 * demand of certificates and CRLs, `webpki` what the CA/Browser Forum demands of public ones on top.
 */
export const REASONS = {
  // no path was found
  'issuer-not-found': { kind: 'path', rule: 'RFC 5280 6.1' },
  'name-chaining-mismatch': { kind: 'path', rule: 'RFC 5280 6.1.3 (a)(4)' },
  'issuer-key-mismatch': { kind: 'path', rule: 'RFC 5280 6.1.3 (a)(1)' },
  'self-signed-untrusted': { kind: 'path', rule: 'RFC 5280 6.1' },
  'root-untrusted': { kind: 'path', rule: 'RFC 5280 6.1' },
  'cycle-without-anchor': { kind: 'path', rule: 'RFC 4158 2.4.2' },
  'search-limit-exceeded': { kind: 'path', rule: 'RFC 4158 2.4.2' },
  // the certificate cannot be understood
  'certificate-malformed': { kind: 'path', rule: 'RFC 5280 4.1' },
  'extension-malformed': { kind: 'path', rule: 'RFC 5280 4.2' },
  'duplicate-extension': { kind: 'path', rule: 'RFC 5280 4.2' },
  'unknown-critical-extension': { kind: 'path', rule: 'RFC 5280 6.1.4 (o), 6.1.5 (f)' },
  // signatures
  'signature-algorithm-mismatch': { kind: 'path', rule: 'RFC 5280 4.1.1.2' },
  'signature-algorithm-unsupported': { kind: 'path', rule: 'RFC 5280 6.1.3 (a)(1)' },
  'signature-algorithm-broken': { kind: 'path', rule: 'RFC 5280 6.1.3 (a)(1)' },
  'public-key-unusable': { kind: 'path', rule: 'RFC 5280 4.1.2.7' },
  'signature-invalid': { kind: 'path', rule: 'RFC 5280 6.1.3 (a)(1)' },
  'not-der': { kind: 'profile', rule: 'RFC 5280 4.1' },
  // who may issue
  'version-without-extensions': { kind: 'profile', rule: 'RFC 5280 4.1.2.1' },
  'basic-constraints-missing': { kind: 'path', rule: 'RFC 5280 6.1.4 (k)' },
  'not-a-ca': { kind: 'path', rule: 'RFC 5280 6.1.4 (k)' },
  'key-usage-cert-sign-missing': { kind: 'path', rule: 'RFC 5280 6.1.4 (n)' },
  'path-length-exceeded': { kind: 'path', rule: 'RFC 5280 6.1.4 (l)' },
  'max-depth-exceeded': { kind: 'path', rule: 'RFC 5280 6.1.1' },
  // when
  expired: { kind: 'path', rule: 'RFC 5280 6.1.3 (a)(2)' },
  'not-yet-valid': { kind: 'path', rule: 'RFC 5280 6.1.3 (a)(2)' },
  // revocation
  revoked: { kind: 'path', rule: 'RFC 5280 6.1.3 (a)(3), 6.3' },
  'crl-unusable': { kind: 'path', rule: 'RFC 5280 6.3.3' },
  'revocation-unknown': { kind: 'path', rule: 'RFC 5280 6.3.3' },
  // names
  'name-constraints-malformed': { kind: 'path', rule: 'RFC 5280 4.2.1.10' },
  'name-constraints-unsupported': { kind: 'path', rule: 'RFC 5280 4.2.1.10' },
  'name-constraints-too-many': { kind: 'path', rule: 'RFC 5280 6.1.3 (b), (c)' },
  'subject-alt-name-malformed': { kind: 'profile', rule: 'RFC 5280 4.2.1.6' },
  'name-constraint-violation': { kind: 'path', rule: 'RFC 5280 6.1.3 (b), (c)' },
  // policies
  'policy-mapping-any-policy': { kind: 'path', rule: 'RFC 5280 6.1.4 (a)' },
  'policy-required': { kind: 'path', rule: 'RFC 5280 6.1.3 (f), 6.1.5' },
  // purpose
  'extended-key-usage-missing-purpose': { kind: 'path', rule: 'RFC 5280 4.2.1.12' },
  'key-usage-forbids-purpose': { kind: 'path', rule: 'RFC 5280 4.2.1.3' },
  // the name asked for
  'webpki-version': { kind: 'webpki', rule: 'CABF BR 7.1.1' },
  'webpki-san-missing': { kind: 'webpki', rule: 'CABF BR 7.1.2.7.12' },
  'webpki-public-suffix-wildcard': { kind: 'webpki', rule: 'CABF BR 3.2.2.6' },
  'subject-alt-name-missing': { kind: 'path', rule: 'RFC 9525 6.1' },
  'host-mismatch': { kind: 'path', rule: 'RFC 9525 6' },
  // profile of certificates
  'serial-number-not-positive': { kind: 'profile', rule: 'RFC 5280 4.1.2.2' },
  'serial-number-too-long': { kind: 'profile', rule: 'RFC 5280 4.1.2.2' },
  'ca-subject-empty': { kind: 'profile', rule: 'RFC 5280 4.1.2.6' },
  'issuer-empty': { kind: 'profile', rule: 'RFC 5280 4.1.2.4' },
  'subject-empty-san-not-critical': { kind: 'profile', rule: 'RFC 5280 4.2.1.6' },
  'authority-key-identifier-missing': { kind: 'profile', rule: 'RFC 5280 4.2.1.1' },
  'subject-key-identifier-missing': { kind: 'profile', rule: 'RFC 5280 4.2.1.2' },
  'name-constraints-in-end-entity': { kind: 'profile', rule: 'RFC 5280 4.2.1.10' },
  'extension-must-not-be-critical': { kind: 'profile', rule: 'RFC 5280 4.2' },
  'extension-must-be-critical': { kind: 'profile', rule: 'RFC 5280 4.2' },
  'name-constraints-empty': { kind: 'profile', rule: 'RFC 5280 4.2.1.10' },
  'key-usage-empty': { kind: 'profile', rule: 'RFC 5280 4.2.1.3' },
  'key-usage-cert-sign-without-ca': { kind: 'profile', rule: 'RFC 5280 4.2.1.9' },
  'path-length-without-cert-sign': { kind: 'profile', rule: 'RFC 5280 4.2.1.9' },
  // public certificates
  'webpki-key-forbidden': { kind: 'webpki', rule: 'CABF BR 6.1.5, 7.1.3.1' },
  'webpki-signature-algorithm-forbidden': { kind: 'webpki', rule: 'CABF BR 7.1.3.2' },
  'webpki-ca-as-leaf': { kind: 'webpki', rule: 'CABF BR 7.1.2.7.8, 7.1.2.7.11' },
  'webpki-root-extended-key-usage': { kind: 'webpki', rule: 'CABF BR 7.1.2.1.2' },
  'webpki-root-authority-key-identifier': { kind: 'webpki', rule: 'CABF BR 7.1.2.1.3' },
  'webpki-authority-key-identifier': { kind: 'webpki', rule: 'CABF BR 7.1.2.11.1' },
  'webpki-extended-key-usage': { kind: 'webpki', rule: 'CABF BR 7.1.2.7.6, 7.1.2.7.10' },
  'webpki-name-constraints-empty': { kind: 'webpki', rule: 'CABF BR 7.1.2.5.2' },
  'webpki-san-criticality': { kind: 'webpki', rule: 'CABF BR 7.1.2.7.12' },
  'webpki-common-name-not-in-san': { kind: 'webpki', rule: 'CABF BR 7.1.4.3' },
} as const satisfies Record<string, { kind: 'path' | 'profile' | 'webpki'; rule: string }>;

/** Stable code of a reason for a no. */
export type ReasonCode = keyof typeof REASONS;

const RANKS = new Map(Object.keys(REASONS).map((code, rank) => [code, rank]));

/** Position in the table: the lower, the more telling. */
export function rankOf(code: ReasonCode): number {
  return RANKS.get(code)!;
}
