import type { DerCursor } from '../../der/cursor.ts';
import { Tag } from '../../der/tags.ts';
import { booleanValue, smallInteger } from '../../der/values.ts';

/** BasicConstraints (RFC 5280 4.2.1.9). */
export interface BasicConstraints {
  readonly ca: boolean;
  /** How many intermediates that are not self-issued may follow; undefined for no limit. */
  readonly pathLength: number | undefined;
}

export function readBasicConstraints(c: DerCursor): BasicConstraints {
  const inner = c.expect(Tag.sequence).enter();
  const ca = inner.optional(Tag.boolean) && booleanValue(inner);
  const pathLength = inner.optional(Tag.integer) ? smallInteger(inner) : undefined;
  inner.finish();
  return { ca, pathLength };
}
