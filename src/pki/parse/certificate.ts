import { asBuffer, type DerCursor } from '../der/cursor.ts';
import { DerError, type DerProblem } from '../der/error.ts';
import { Tag } from '../der/tags.ts';
import { checkInteger, integerHex, smallInteger } from '../der/values.ts';
import { PKI_LIMITS } from '../limits.ts';
import { type AlgorithmIdentifier, readAlgorithmIdentifier } from './algorithm-identifier.ts';
import { type Extension, Extensions, readExtensions } from './extension.ts';
import type { BasicConstraints } from './extensions/basic-constraints.ts';
import type { KeyUsage } from './extensions/key-usage.ts';
import type { ExtensionKey, ExtensionValues } from './extensions/registry.ts';
import { fingerprint256, spkiPin } from './fingerprint.ts';
import type { GeneralName } from './general-name.ts';
import { Name, readName } from './name.ts';
import { notA } from './not-a.ts';
import { Problems } from './problems.ts';
import { NO_ALGORITHM, readSigned } from './skeleton.ts';
import { readSubjectPublicKeyInfo, type SubjectPublicKeyInfo } from './subject-public-key-info.ts';
import { NO_VALIDITY, readValidity, type Validity } from './validity.ts';

const NOTHING = Buffer.alloc(0);

export const NO_NAME = new Name(NOTHING, []);

export const NO_KEY: SubjectPublicKeyInfo = {
  algorithm: NO_ALGORITHM,
  type: 'unknown',
  bits: undefined,
  curve: undefined,
  explicitCurve: false,
  exponent: undefined,
  publicKey: NOTHING,
  der: NOTHING,
};

interface Fields {
  readonly version: number;
  readonly serialNumber: string;
  readonly serialBytes: Buffer;
  readonly signature: AlgorithmIdentifier;
  readonly issuer: Name;
  readonly validity: Validity;
  readonly subject: Name;
  readonly subjectPublicKeyInfo: SubjectPublicKeyInfo;
  readonly issuerUniqueId: Buffer | undefined;
  readonly subjectUniqueId: Buffer | undefined;
}

/** A certificate, read (RFC 5280 4.1). Fields that could not be read hold an empty value, and `problems` says so. */
export class Certificate implements Fields {
  /** 1, 2 or 3; anything else is as found. */
  readonly version: number;
  /** Hexadecimal, upper case, without leading zeros. */
  readonly serialNumber: string;
  readonly serialBytes: Buffer;
  /** The algorithm that the signed part names; it must equal `signatureAlgorithm`. */
  readonly signature: AlgorithmIdentifier;
  readonly issuer: Name;
  readonly validity: Validity;
  readonly subject: Name;
  readonly subjectPublicKeyInfo: SubjectPublicKeyInfo;
  readonly issuerUniqueId: Buffer | undefined;
  readonly subjectUniqueId: Buffer | undefined;
  readonly extensions: readonly Extension[];
  /** OIDs of extensions that appear more than once. */
  readonly repeatedExtensions: readonly string[];
  /** The algorithm that the issuer signed with. */
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signatureValue: Buffer;
  /** The certificate itself, without anything that trailed it. */
  readonly der: Buffer;
  /** The bytes that the signature covers. */
  readonly tbsDer: Buffer;
  /** Everything that is broken, not DER or left over; empty for a well-formed certificate. */
  readonly problems: readonly DerProblem[];
  readonly #extensions: Extensions;
  #fingerprint: string | undefined;

  constructor(
    fields: Fields,
    signed: Pick<Certificate, 'signatureAlgorithm' | 'signatureValue' | 'der' | 'tbsDer'>,
    extensions: Extensions,
    problems: readonly DerProblem[],
  ) {
    this.version = fields.version;
    this.serialNumber = fields.serialNumber;
    this.serialBytes = fields.serialBytes;
    this.signature = fields.signature;
    this.issuer = fields.issuer;
    this.validity = fields.validity;
    this.subject = fields.subject;
    this.subjectPublicKeyInfo = fields.subjectPublicKeyInfo;
    this.issuerUniqueId = fields.issuerUniqueId;
    this.subjectUniqueId = fields.subjectUniqueId;
    this.signatureAlgorithm = signed.signatureAlgorithm;
    this.signatureValue = signed.signatureValue;
    this.der = signed.der;
    this.tbsDer = signed.tbsDer;
    this.extensions = extensions.list;
    this.repeatedExtensions = extensions.repeated;
    this.problems = problems;
    this.#extensions = extensions;
  }

  /** A known extension with its criticality, broken or not; undefined when absent. */
  extension(key: ExtensionKey): Extension | undefined {
    return this.#extensions.find(key);
  }

  /** The value of a known extension; undefined when absent or broken. */
  value<K extends ExtensionKey>(key: K): ExtensionValues[K] | undefined {
    return this.#extensions.value(key);
  }

  get basicConstraints(): BasicConstraints | undefined {
    return this.value('basicConstraints');
  }

  get keyUsage(): readonly KeyUsage[] | undefined {
    return this.value('keyUsage');
  }

  /** Key purposes as dotted OIDs. */
  get extendedKeyUsage(): readonly string[] | undefined {
    return this.value('extendedKeyUsage');
  }

  get subjectAltName(): readonly GeneralName[] | undefined {
    return this.value('subjectAltName');
  }

  get subjectKeyIdentifier(): Buffer | undefined {
    return this.value('subjectKeyIdentifier');
  }

  /** Issuer and subject match by RFC 5280 7.1; the signature is not looked at. */
  get isSelfIssued(): boolean {
    return this.subject.equals(this.issuer);
  }

  /** SHA-256 of the DER in lower-case hexadecimal. */
  get fingerprint256(): string {
    this.#fingerprint ??= fingerprint256(this.der);
    return this.#fingerprint;
  }

  /** Base64 of the SHA-256 of the public key (RFC 7469 2.4). */
  get spkiPin(): string {
    return spkiPin(this.subjectPublicKeyInfo);
  }
}

/**
 * Reads a certificate from DER, all fields and all known extensions. Damage is noted in `problems`, and the rest is read.
 * Throws `AppError` `ERR_CERTIFICATE_MALFORMED` when the bytes are no certificate at all, or
 * more than one can have (`PKI_LIMITS`).
 */
export function parseCertificate(der: Uint8Array): Certificate {
  const problems = new Problems();
  try {
    if (der.length > PKI_LIMITS.signedBytes) throw new DerError('too-large', 0);
    const { tbs, signature, ...signed } = readSigned(asBuffer(der), problems);
    const fields = readFields(tbs, problems);
    const extensions = readLast(tbs, problems);
    return new Certificate(fields, { ...signed, signatureValue: signature }, extensions, problems.list);
  } catch (error) {
    throw notA('certificate', error);
  }
}

function readFields(tbs: DerCursor, problems: Problems): Fields {
  const version = tbs.peek() === 0xa0 ? problems.attempt('version', () => readVersion(tbs, problems), 0) : 1;
  const serialBytes =
    tbs.peek() === Tag.integer ? problems.attempt('serialNumber', () => readInteger(tbs), NOTHING) : undefined;
  if (!serialBytes) throw new DerError('unexpected-tag', tbs.pos);
  if (serialBytes.length > 1) problems.attempt('serialNumber', () => checkInteger(tbs), undefined);
  return {
    version,
    serialNumber: integerHex(serialBytes),
    serialBytes,
    signature: problems.attempt('signature', () => readAlgorithmIdentifier(tbs.expect(Tag.sequence)), NO_ALGORITHM),
    issuer: problems.attempt('issuer', () => readName(tbs.expect(Tag.sequence)), NO_NAME),
    validity: problems.attempt('validity', () => readValidity(tbs.expect(Tag.sequence), problems), NO_VALIDITY),
    subject: problems.attempt('subject', () => readName(tbs.expect(Tag.sequence)), NO_NAME),
    subjectPublicKeyInfo: problems.attempt(
      'subjectPublicKeyInfo',
      () => readSubjectPublicKeyInfo(tbs.expect(Tag.sequence)),
      NO_KEY,
    ),
    issuerUniqueId: problems.attempt('issuerUniqueID', () => (tbs.optional(0x81) ? tbs.value() : undefined), undefined),
    subjectUniqueId: problems.attempt(
      'subjectUniqueID',
      () => (tbs.optional(0x82) ? tbs.value() : undefined),
      undefined,
    ),
  };
}

function readVersion(tbs: DerCursor, problems: Problems): number {
  const inner = tbs.expect(0xa0).enter();
  const version = smallInteger(inner.expect(Tag.integer)) + 1;
  inner.finish();
  if (version === 1) problems.add('default-encoded-not-der', tbs.start, 'version');
  if (version > 3) problems.add('value-out-of-range', tbs.start, 'version');
  return version;
}

function readInteger(tbs: DerCursor): Buffer {
  const value = tbs.expect(Tag.integer).value();
  if (value.length === 0) throw new DerError('value-malformed', tbs.start);
  return value;
}

function readLast(tbs: DerCursor, problems: Problems): Extensions {
  let extensions = new Extensions();
  try {
    if (tbs.optional(0xa3)) {
      const wrapper = tbs.enter();
      extensions = readExtensions(wrapper.expect(Tag.sequence), problems);
      wrapper.finish();
    }
    tbs.finish();
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    problems.add(error.fault, error.offset, 'extensions');
  }
  return extensions;
}
