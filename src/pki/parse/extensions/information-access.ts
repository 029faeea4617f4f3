import type { DerCursor } from '../../der/cursor.ts';
import { DerError } from '../../der/error.ts';
import { Tag } from '../../der/tags.ts';
import { oidValue } from '../../der/values.ts';
import { type GeneralName, readGeneralName } from '../general-name.ts';

/** Access methods of RFC 5280 4.2.2, by name. */
export const ACCESS_METHODS: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.48.1': 'ocsp',
  '1.3.6.1.5.5.7.48.2': 'caIssuers',
  '1.3.6.1.5.5.7.48.3': 'timeStamping',
  '1.3.6.1.5.5.7.48.5': 'caRepository',
};

/** AccessDescription (RFC 5280 4.2.2.1). */
export interface AccessDescription {
  readonly oid: string;
  /** `ocsp`, `caIssuers`…, or the dotted OID. */
  readonly method: string;
  readonly location: GeneralName;
}

/** AuthorityInfoAccess and SubjectInfoAccess (RFC 5280 4.2.2.1, 4.2.2.2): at least one description. */
export function readInformationAccess(c: DerCursor): readonly AccessDescription[] {
  const inner = c.expect(Tag.sequence).enter();
  if (inner.atEnd) throw new DerError('empty', c.start);
  const descriptions: AccessDescription[] = [];
  while (!inner.atEnd) {
    const pair = inner.expect(Tag.sequence).enter();
    const oid = oidValue(pair.expect(Tag.oid));
    pair.next();
    const location = readGeneralName(pair);
    pair.finish();
    descriptions.push({ oid, method: ACCESS_METHODS[oid] ?? oid, location });
  }
  return descriptions;
}
