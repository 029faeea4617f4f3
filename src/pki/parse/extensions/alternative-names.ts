import type { DerCursor } from '../../der/cursor.ts';
import { Tag } from '../../der/tags.ts';
import { type GeneralName, readGeneralNames } from '../general-name.ts';

/** SubjectAltName and IssuerAltName (RFC 5280 4.2.1.6, 4.2.1.7), and the certificateIssuer of a CRL entry (5.3.3). */
export function readAlternativeNames(c: DerCursor): readonly GeneralName[] {
  return readGeneralNames(c.expect(Tag.sequence).enter());
}
