import type { DerCursor } from '../../der/cursor.ts';
import { DerError } from '../../der/error.ts';
import { Tag } from '../../der/tags.ts';
import { smallInteger } from '../../der/values.ts';

/** PolicyConstraints (RFC 5280 4.2.1.11): after how many further certificates each constraint applies. */
export interface PolicyConstraints {
  readonly requireExplicitPolicy: number | undefined;
  readonly inhibitPolicyMapping: number | undefined;
}

export function readPolicyConstraints(c: DerCursor): PolicyConstraints {
  const inner = c.expect(Tag.sequence).enter();
  if (inner.atEnd) throw new DerError('empty', c.start);
  const requireExplicitPolicy = inner.optional(0x80) ? smallInteger(inner) : undefined;
  const inhibitPolicyMapping = inner.optional(0x81) ? smallInteger(inner) : undefined;
  inner.finish();
  return { requireExplicitPolicy, inhibitPolicyMapping };
}

/** InhibitAnyPolicy (RFC 5280 4.2.1.14): after how many further certificates anyPolicy loses its meaning. */
export function readInhibitAnyPolicy(c: DerCursor): number {
  return smallInteger(c.expect(Tag.integer));
}
