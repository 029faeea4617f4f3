import type { DerCursor } from '../../der/cursor.ts';
import { DerError } from '../../der/error.ts';
import { isStringTag, stringValue } from '../../der/strings.ts';
import { Tag } from '../../der/tags.ts';
import { oidValue } from '../../der/values.ts';

export const ANY_POLICY = '2.5.29.32.0';

/** PolicyQualifierInfo (RFC 5280 4.2.1.4). */
export interface PolicyQualifier {
  readonly oid: string;
  /** CPS pointer, or the explicit text of a user notice. */
  readonly text: string | undefined;
  readonly der: Buffer;
}

export interface PolicyInformation {
  readonly oid: string;
  readonly qualifiers: readonly PolicyQualifier[];
}

/** CertificatePolicies (RFC 5280 4.2.1.4): no policy may appear twice. */
export function readCertificatePolicies(c: DerCursor): readonly PolicyInformation[] {
  const inner = c.expect(Tag.sequence).enter();
  if (inner.atEnd) throw new DerError('empty', c.start);
  const policies: PolicyInformation[] = [];
  const seen = new Set<string>();
  while (!inner.atEnd) {
    const policy = readPolicy(inner.expect(Tag.sequence));
    if (seen.has(policy.oid)) throw new DerError('value-malformed', inner.start);
    seen.add(policy.oid);
    policies.push(policy);
  }
  return policies;
}

function readPolicy(c: DerCursor): PolicyInformation {
  const inner = c.enter();
  const oid = oidValue(inner.expect(Tag.oid));
  const qualifiers: PolicyQualifier[] = [];
  if (!inner.atEnd) {
    const list = inner.expect(Tag.sequence).enter();
    if (list.atEnd) throw new DerError('empty', inner.start);
    while (!list.atEnd) qualifiers.push(readQualifier(list.expect(Tag.sequence)));
    inner.finish();
  }
  return { oid, qualifiers };
}

function readQualifier(c: DerCursor): PolicyQualifier {
  const inner = c.enter();
  const oid = oidValue(inner.expect(Tag.oid));
  inner.next();
  const der = inner.element();
  return { oid, text: qualifierText(inner), der };
}

function qualifierText(c: DerCursor): string | undefined {
  if (isStringTag(c.tag)) return stringValue(c);
  if (c.tag !== Tag.sequence) return undefined;
  const notice = c.enter();
  while (!notice.atEnd) if (isStringTag(notice.next())) return stringValue(notice);
  return undefined;
}

/** One pair of PolicyMappings (RFC 5280 4.2.1.5). */
export interface PolicyMapping {
  readonly issuerDomainPolicy: string;
  readonly subjectDomainPolicy: string;
}

export function readPolicyMappings(c: DerCursor): readonly PolicyMapping[] {
  const inner = c.expect(Tag.sequence).enter();
  if (inner.atEnd) throw new DerError('empty', c.start);
  const mappings: PolicyMapping[] = [];
  while (!inner.atEnd) {
    const pair = inner.expect(Tag.sequence).enter();
    const issuerDomainPolicy = oidValue(pair.expect(Tag.oid));
    const subjectDomainPolicy = oidValue(pair.expect(Tag.oid));
    pair.finish();
    mappings.push({ issuerDomainPolicy, subjectDomainPolicy });
  }
  return mappings;
}
