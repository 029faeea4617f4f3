import type { DerCursor } from '../../der/cursor.ts';
import { DerError } from '../../der/error.ts';
import { Tag } from '../../der/tags.ts';
import { timeValue } from '../../der/time.ts';
import { checkInteger, integerHex } from '../../der/values.ts';

/** CRLReason (RFC 5280 5.3.1), by number; 7 is not used. */
export const CRL_REASONS = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  undefined,
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
] as const;

export type CrlReason = NonNullable<(typeof CRL_REASONS)[number]>;

/** CRLNumber and BaseCRLNumber (RFC 5280 5.2.3, 5.2.4), never negative, in hexadecimal. */
export function readCrlNumber(c: DerCursor): string {
  checkInteger(c.expect(Tag.integer));
  if (c.bytes[c.valueStart]! >= 0x80) throw new DerError('value-out-of-range', c.start);
  return integerHex(c.value());
}

export function readReasonCode(c: DerCursor): CrlReason {
  c.expect(Tag.enumerated);
  const reason = c.length === 1 ? CRL_REASONS[c.bytes[c.valueStart]!] : undefined;
  if (!reason) throw new DerError('value-out-of-range', c.start);
  return reason;
}

/** InvalidityDate (RFC 5280 5.3.2). */
export function readInvalidityDate(c: DerCursor): Date {
  return timeValue(c.expect(Tag.generalizedTime)).date;
}
