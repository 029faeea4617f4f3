import { asBuffer, DerCursor } from '../der/cursor.ts';
import { DerError, type DerProblem } from '../der/error.ts';
import { Tag } from '../der/tags.ts';
import { smallInteger } from '../der/values.ts';
import { type AlgorithmIdentifier, readAlgorithmIdentifier } from './algorithm-identifier.ts';
import { NO_NAME } from './certificate.ts';
import { type Extension, Extensions, readExtensions } from './extension.ts';
import type { ExtensionKey, ExtensionValues } from './extensions/registry.ts';
import { type Name, readName } from './name.ts';
import { notA } from './not-a.ts';
import { Problems } from './problems.ts';
import {
  type EntryIndex,
  indexEntries,
  type RevokedCertificate,
  readRevokedCertificate,
} from './revoked-certificate.ts';
import { NO_ALGORITHM, readSigned } from './skeleton.ts';
import { readTime } from './validity.ts';

/** A certificate revocation list, read (RFC 5280 5.1). Entries stay encoded until they are asked for. */
export class CertificateList {
  readonly version: number;
  readonly signature: AlgorithmIdentifier;
  readonly issuer: Name;
  readonly thisUpdate: Date;
  /** Absent in some lists, although RFC 5280 5.1.2.5 demands it; the entries count all the same. */
  readonly nextUpdate: Date | undefined;
  readonly extensions: readonly Extension[];
  readonly repeatedExtensions: readonly string[];
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signatureValue: Buffer;
  readonly der: Buffer;
  readonly tbsDer: Buffer;
  readonly problems: readonly DerProblem[];
  readonly #entries: DerCursor | undefined;
  readonly #extensions: Extensions;
  #index: EntryIndex | undefined;

  constructor(der: Uint8Array, problems: Problems) {
    const { tbs, signature, ...signed } = readSigned(asBuffer(der), problems);
    this.version =
      tbs.peek() === Tag.integer ? problems.attempt('version', () => smallInteger(tbs.expect(Tag.integer)) + 1, 0) : 1;
    this.signature = problems.attempt(
      'signature',
      () => readAlgorithmIdentifier(tbs.expect(Tag.sequence)),
      NO_ALGORITHM,
    );
    this.issuer = problems.attempt('issuer', () => readName(tbs.expect(Tag.sequence)), NO_NAME);
    if (!isTime(tbs.peek())) throw new DerError('unexpected-tag', tbs.pos);
    this.thisUpdate = readTime(tbs, 'thisUpdate', problems).date;
    this.nextUpdate = isTime(tbs.peek()) ? readTime(tbs, 'nextUpdate', problems).date : undefined;
    const entries = problems.attempt('revokedCertificates', () => tbs.optional(Tag.sequence), false);
    this.#entries = entries ? tbs.enter() : undefined;
    let extensions = new Extensions();
    problems.attempt(
      'crlExtensions',
      () => {
        if (!tbs.optional(0xa0)) return;
        extensions = readExtensions(tbs.enter().expect(Tag.sequence), problems);
      },
      undefined,
    );
    if (!tbs.atEnd) problems.add('trailing-data', tbs.pos, 'crlExtensions');
    this.#extensions = extensions;
    this.extensions = extensions.list;
    this.repeatedExtensions = extensions.repeated;
    this.signatureAlgorithm = signed.signatureAlgorithm;
    this.signatureValue = signature;
    this.der = signed.der;
    this.tbsDer = signed.tbsDer;
    this.problems = problems.list;
  }

  /** The extension itself, broken or not. */
  extension(key: ExtensionKey): Extension | undefined {
    return this.#extensions.find(key);
  }

  /** The value of a known extension; undefined when absent or broken. */
  value<K extends ExtensionKey>(key: K): ExtensionValues[K] | undefined {
    return this.#extensions.value(key);
  }

  /** How many entries there are. Throws `DerError` when the list of entries is broken. */
  get size(): number {
    let size = 0;
    for (const c = this.#rewind(); c && !c.atEnd; size++) c.expect(Tag.sequence);
    return size;
  }

  /**
   * The entries in order, read one at a time. Throws `DerError` where the list is broken. An entry of an indirect CRL that
   * names no issuer has that of the entry before it (RFC 5280 5.3.3).
   */
  *entries(): Generator<RevokedCertificate> {
    const c = this.#rewind();
    let issuer = this.issuer;
    while (c && !c.atEnd) {
      const entry = readRevokedCertificate(c.expect(Tag.sequence), issuer);
      issuer = entry.issuer;
      yield entry;
    }
  }

  /**
   * The last entry for a serial number (hexadecimal, as certificates have it) of an issuer, which is this list's own unless
   * the list is indirect. Throws `DerError` where the list is broken: a list that cannot be read says nothing.
   */
  find(serialNumber: string, issuer: Name = this.issuer): RevokedCertificate | undefined {
    const hit = this.index.bySerial.get(serialNumber)?.findLast((entry) => entry.issuer.equals(issuer));
    if (!hit) return undefined;
    const c = new DerCursor(this.#entries!.bytes, hit.offset, this.#entries!.end);
    return readRevokedCertificate(c.expect(Tag.sequence), hit.issuer);
  }

  /** Entries by serial number, made at the first look-up. Throws `DerError` where the list is broken. */
  get index(): EntryIndex {
    this.#index ??= indexEntries(this.#rewind(), this.issuer);
    return this.#index;
  }

  #rewind(): DerCursor | undefined {
    return this.#entries && new DerCursor(this.#entries.bytes, this.#entries.pos, this.#entries.end);
  }
}

/**
 * Reads a CRL from DER; damage is noted in `problems`. Throws `AppError` `ERR_CRL_MALFORMED` when the bytes are no CRL at all.
 */
export function parseCertificateList(der: Uint8Array): CertificateList {
  try {
    return new CertificateList(der, new Problems());
  } catch (error) {
    throw notA('crl', error);
  }
}

function isTime(tag: number): boolean {
  return tag === Tag.utcTime || tag === Tag.generalizedTime;
}
