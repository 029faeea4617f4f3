import type { DerCursor } from '../../der/cursor.ts';
import { DerError } from '../../der/error.ts';
import { Tag } from '../../der/tags.ts';
import { oidValue } from '../../der/values.ts';

/** ExtKeyUsageSyntax (RFC 5280 4.2.1.12): key purposes as dotted OIDs, at least one. */
export function readExtendedKeyUsage(c: DerCursor): readonly string[] {
  const inner = c.expect(Tag.sequence).enter();
  if (inner.atEnd) throw new DerError('empty', c.start);
  const purposes: string[] = [];
  while (!inner.atEnd) purposes.push(oidValue(inner.expect(Tag.oid)));
  return purposes;
}
