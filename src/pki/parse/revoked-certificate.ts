import type { DerCursor } from '../der/cursor.ts';
import type { DerProblem } from '../der/error.ts';
import { Tag } from '../der/tags.ts';
import { integerHex, oidValue } from '../der/values.ts';
import { type Extension, Extensions, readExtensions } from './extension.ts';
import type { CrlReason } from './extensions/crl-extensions.ts';
import { extensionOid } from './extensions/registry.ts';
import type { Name } from './name.ts';
import { Problems } from './problems.ts';
import { readTime } from './validity.ts';

const CERTIFICATE_ISSUER = extensionOid('certificateIssuer');
const REASON_CODE = extensionOid('reasonCode');
const INVALIDITY_DATE = extensionOid('invalidityDate');

/** One entry of a CRL (RFC 5280 5.1.2.6, 5.3). */
export interface RevokedCertificate {
  /** Hexadecimal, as certificates have it. */
  readonly serialNumber: string;
  readonly revocationDate: Date;
  /** `unspecified` when the entry does not say. */
  readonly reason: CrlReason;
  readonly invalidityDate: Date | undefined;
  /** Who issued the certificate: the list's issuer unless the list is indirect. */
  readonly issuer: Name;
  readonly extensions: readonly Extension[];
  readonly problems: readonly DerProblem[];
}

/** The entry whose SEQUENCE the cursor has just read; `issuer` is that of the entry before it. */
export function readRevokedCertificate(c: DerCursor, issuer: Name): RevokedCertificate {
  const problems = new Problems();
  const inner = c.enter();
  const serialNumber = integerHex(inner.expect(Tag.integer).value());
  const revocationDate = readTime(inner, 'revocationDate', problems).date;
  const extensions = inner.atEnd ? new Extensions() : readExtensions(inner.expect(Tag.sequence), problems);
  inner.finish();
  const named = extensions.value('certificateIssuer')?.find((name) => name.type === 'directory');
  return {
    serialNumber,
    revocationDate,
    reason: extensions.value('reasonCode') ?? 'unspecified',
    invalidityDate: extensions.value('invalidityDate'),
    issuer: named?.type === 'directory' ? named.name : issuer,
    extensions: extensions.list,
    problems: problems.list,
  };
}

/** Where the entries of a CRL are, and what they name that must be understood. */
export interface EntryIndex {
  readonly bySerial: ReadonlyMap<string, readonly { readonly offset: number; readonly issuer: Name }[]>;
  /** OIDs of critical entry extensions that are not known: such a list must not be used (RFC 5280 5.3). */
  readonly unknownCritical: ReadonlySet<string>;
}

/** Indexes entries in one pass, reading of each no more than its serial number and the names of its extensions. */
export function indexEntries(c: DerCursor | undefined, listIssuer: Name): EntryIndex {
  const bySerial = new Map<string, { offset: number; issuer: Name }[]>();
  const unknownCritical = new Set<string>();
  let issuer = listIssuer;
  while (c && !c.atEnd) {
    const inner = c.expect(Tag.sequence).enter();
    const serial = integerHex(inner.expect(Tag.integer).value());
    inner.next();
    if (!inner.atEnd && namesSomething(inner.expect(Tag.sequence).enter(), unknownCritical)) {
      issuer = readRevokedCertificate(c, issuer).issuer;
    }
    const entry = { offset: c.start, issuer };
    const known = bySerial.get(serial);
    if (known) known.push(entry);
    else bySerial.set(serial, [entry]);
  }
  return { bySerial, unknownCritical };
}

/** Whether an entry's extensions name a certificate issuer; collects unknown critical ones on the way. */
function namesSomething(extensions: DerCursor, unknownCritical: Set<string>): boolean {
  let named = false;
  while (!extensions.atEnd) {
    const inner = extensions.expect(Tag.sequence).enter();
    const oid = oidValue(inner.expect(Tag.oid));
    const critical = inner.optional(Tag.boolean) && inner.bytes[inner.valueStart] !== 0;
    if (oid === CERTIFICATE_ISSUER) named = true;
    else if (critical && oid !== REASON_CODE && oid !== INVALIDITY_DATE) unknownCritical.add(oid);
  }
  return named;
}
