import type { DerCursor } from '../../der/cursor.ts';
import { DerError } from '../../der/error.ts';
import { Tag } from '../../der/tags.ts';
import { booleanValue, checkBitString, hasBit } from '../../der/values.ts';
import { PKI_LIMITS } from '../../limits.ts';
import { type GeneralName, readGeneralNames } from '../general-name.ts';
import { type RelativeName, readRelativeName } from '../name.ts';

/** Bits of ReasonFlags in the order of RFC 5280 4.2.1.13; bit 0 is unused. */
export const REASON_FLAGS = [
  'unused',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  'privilegeWithdrawn',
  'aACompromise',
] as const;

export type ReasonFlag = (typeof REASON_FLAGS)[number];

/** DistributionPointName: full names, or one relative name to be put below the CRL issuer's. */
export interface DistributionPointName {
  readonly fullName: readonly GeneralName[] | undefined;
  readonly relativeName: RelativeName | undefined;
}

/** DistributionPoint (RFC 5280 4.2.1.13). */
export interface DistributionPoint {
  readonly name: DistributionPointName | undefined;
  readonly reasons: readonly ReasonFlag[] | undefined;
  readonly crlIssuer: readonly GeneralName[] | undefined;
}

/** CRLDistributionPoints and FreshestCRL (RFC 5280 4.2.1.13, 4.2.1.15, 5.2.6). */
export function readDistributionPoints(c: DerCursor): readonly DistributionPoint[] {
  const inner = c.expect(Tag.sequence).enter();
  if (inner.atEnd) throw new DerError('empty', c.start);
  const points: DistributionPoint[] = [];
  while (!inner.atEnd) {
    const point = inner.expect(Tag.sequence).enter();
    const name = point.optional(0xa0) ? readPointName(point) : undefined;
    const reasons = point.optional(0x81) ? readReasons(point) : undefined;
    const crlIssuer = point.optional(0xa2) ? readGeneralNames(point.enter()) : undefined;
    point.finish();
    if (points.length >= PKI_LIMITS.distributionPoints) throw new DerError('too-many-nodes', inner.start);
    if (!name && !crlIssuer) throw new DerError('missing-field', inner.start);
    points.push({ name, reasons, crlIssuer });
  }
  return points;
}

/** IssuingDistributionPoint (RFC 5280 5.2.5): what a CRL covers. */
export interface IssuingDistributionPoint {
  readonly name: DistributionPointName | undefined;
  readonly onlyUserCerts: boolean;
  readonly onlyCaCerts: boolean;
  readonly onlySomeReasons: readonly ReasonFlag[] | undefined;
  readonly indirectCrl: boolean;
  readonly onlyAttributeCerts: boolean;
}

export function readIssuingDistributionPoint(c: DerCursor): IssuingDistributionPoint {
  const inner = c.expect(Tag.sequence).enter();
  const name = inner.optional(0xa0) ? readPointName(inner) : undefined;
  const onlyUserCerts = inner.optional(0x81) && booleanValue(inner);
  const onlyCaCerts = inner.optional(0x82) && booleanValue(inner);
  const onlySomeReasons = inner.optional(0x83) ? readReasons(inner) : undefined;
  const indirectCrl = inner.optional(0x84) && booleanValue(inner);
  const onlyAttributeCerts = inner.optional(0x85) && booleanValue(inner);
  inner.finish();
  return { name, onlyUserCerts, onlyCaCerts, onlySomeReasons, indirectCrl, onlyAttributeCerts };
}

function readPointName(c: DerCursor): DistributionPointName {
  const inner = c.enter();
  const tag = inner.next();
  inner.finish();
  if (tag === 0xa0) return { fullName: readGeneralNames(inner.enter()), relativeName: undefined };
  if (tag === 0xa1) return { fullName: undefined, relativeName: readRelativeName(inner) };
  throw new DerError('unexpected-tag', inner.start);
}

function readReasons(c: DerCursor): ReasonFlag[] {
  checkBitString(c);
  const content = c.value();
  return REASON_FLAGS.filter((_, bit) => hasBit(content, bit));
}
