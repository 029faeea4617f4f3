import type { DerCursor } from '../../der/cursor.ts';
import { DerError } from '../../der/error.ts';
import { Tag } from '../../der/tags.ts';
import { oidValue } from '../../der/values.ts';

/** Attribute: a type and the DER of each of its values (SubjectDirectoryAttributes, attributes of a request). */
export interface Attribute {
  readonly oid: string;
  readonly values: readonly Buffer[];
}

/** Attributes until the end of the cursor. */
export function readAttributes(c: DerCursor): Attribute[] {
  const attributes: Attribute[] = [];
  while (!c.atEnd) {
    const inner = c.expect(Tag.sequence).enter();
    const oid = oidValue(inner.expect(Tag.oid));
    const set = inner.expect(Tag.set).enter();
    inner.finish();
    const values: Buffer[] = [];
    while (!set.atEnd) {
      set.next();
      values.push(set.element());
    }
    attributes.push({ oid, values });
  }
  return attributes;
}

/** SubjectDirectoryAttributes (RFC 5280 4.2.1.8). */
export function readSubjectDirectoryAttributes(c: DerCursor): readonly Attribute[] {
  const inner = c.expect(Tag.sequence).enter();
  if (inner.atEnd) throw new DerError('empty', c.start);
  return readAttributes(inner);
}
