import type { DerCursor } from '../../der/cursor.ts';
import { DerError } from '../../der/error.ts';
import { Tag } from '../../der/tags.ts';
import { integerHex } from '../../der/values.ts';
import { type GeneralName, readGeneralNames } from '../general-name.ts';

/** AuthorityKeyIdentifier (RFC 5280 4.2.1.1). */
export interface AuthorityKeyIdentifier {
  readonly keyIdentifier: Buffer | undefined;
  readonly authorityCertIssuer: readonly GeneralName[] | undefined;
  /** Hexadecimal, as serial numbers are. */
  readonly authorityCertSerialNumber: string | undefined;
}

export function readAuthorityKeyIdentifier(c: DerCursor): AuthorityKeyIdentifier {
  const inner = c.expect(Tag.sequence).enter();
  const keyIdentifier = inner.optional(0x80) ? inner.value() : undefined;
  const authorityCertIssuer = inner.optional(0xa1) ? readGeneralNames(inner.enter()) : undefined;
  const authorityCertSerialNumber = inner.optional(0x82) ? integerHex(inner.value()) : undefined;
  inner.finish();
  return { keyIdentifier, authorityCertIssuer, authorityCertSerialNumber };
}

/** SubjectKeyIdentifier (RFC 5280 4.2.1.2). */
export function readSubjectKeyIdentifier(c: DerCursor): Buffer {
  c.expect(Tag.octetString);
  if (c.length === 0) throw new DerError('empty', c.start);
  return c.value();
}
