import type { CrlReason } from '../parse/extensions/crl-extensions.ts';

/** Reasons that `revoke` takes (RFC 5280 5.3.1): removeFromCRL is for delta CRLs alone. */
export const REVOCATION_REASONS = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  'privilegeWithdrawn',
  'aACompromise',
] as const satisfies readonly CrlReason[];
