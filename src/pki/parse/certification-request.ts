import { asBuffer, DerCursor } from '../der/cursor.ts';
import { DerError, type DerProblem } from '../der/error.ts';
import { isStringTag, stringValue } from '../der/strings.ts';
import { Tag } from '../der/tags.ts';
import { smallInteger } from '../der/values.ts';
import { PKI_LIMITS } from '../limits.ts';
import type { AlgorithmIdentifier } from './algorithm-identifier.ts';
import { NO_KEY, NO_NAME } from './certificate.ts';
import { type Extension, Extensions, readExtensions } from './extension.ts';
import type { ExtensionKey, ExtensionValues } from './extensions/registry.ts';
import { type Attribute, readAttributes } from './extensions/subject-directory-attributes.ts';
import type { GeneralName } from './general-name.ts';
import { type Name, readName } from './name.ts';
import { notA } from './not-a.ts';
import { Problems } from './problems.ts';
import { readSigned } from './skeleton.ts';
import { readSubjectPublicKeyInfo, type SubjectPublicKeyInfo } from './subject-public-key-info.ts';

const EXTENSION_REQUEST = '1.2.840.113549.1.9.14';
const MICROSOFT_EXTENSION_REQUEST = '1.3.6.1.4.1.311.2.1.14';
const CHALLENGE_PASSWORD = '1.2.840.113549.1.9.7';

/** A certification request, read (PKCS#10, RFC 2986). What a requester asks for is not yet granted by anyone. */
export interface CertificationRequest {
  /** 1 for every conforming request. */
  readonly version: number;
  readonly subject: Name;
  readonly subjectPublicKeyInfo: SubjectPublicKeyInfo;
  readonly attributes: readonly Attribute[];
  /** Whether a challenge password is present; its value is a secret of the requester and not kept. */
  readonly hasChallengePassword: boolean;
  /** Requested extensions (RFC 2985 5.4.2), and Microsoft's older attribute for the same. */
  readonly extensions: readonly Extension[];
  readonly repeatedExtensions: readonly string[];
  readonly subjectAltName: readonly GeneralName[] | undefined;
  /** The value of a requested known extension; undefined when absent or broken. */
  value<K extends ExtensionKey>(key: K): ExtensionValues[K] | undefined;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signatureValue: Buffer;
  readonly der: Buffer;
  readonly tbsDer: Buffer;
  readonly problems: readonly DerProblem[];
}

/**
 * Reads a PKCS#10 request from DER; damage is noted in `problems`. The signature is not checked here (`verifySignature`).
 * Throws `AppError` `ERR_CSR_MALFORMED` when the bytes are no request at all, or more than
 * one can have (`PKI_LIMITS`).
 */
export function parseCertificationRequest(der: Uint8Array): CertificationRequest {
  const problems = new Problems();
  try {
    if (der.length > PKI_LIMITS.signedBytes) throw new DerError('too-large', 0);
    const { tbs, signature, ...signed } = readSigned(asBuffer(der), problems);
    if (tbs.peek() !== Tag.integer) throw new DerError('unexpected-tag', tbs.pos);
    const version = problems.attempt('version', () => smallInteger(tbs.expect(Tag.integer)) + 1, 0);
    const subject = problems.attempt('subject', () => readName(tbs.expect(Tag.sequence)), NO_NAME);
    const subjectPublicKeyInfo = problems.attempt(
      'subjectPublicKeyInfo',
      () => readSubjectPublicKeyInfo(tbs.expect(Tag.sequence)),
      NO_KEY,
    );
    const attributes = problems.attempt('attributes', () => readRequestAttributes(tbs), []);
    if (!tbs.atEnd) problems.add('trailing-data', tbs.pos, 'attributes');
    const extensions = requestedExtensions(attributes, problems);
    return {
      version,
      subject,
      subjectPublicKeyInfo,
      attributes,
      hasChallengePassword: attributes.some(({ oid }) => oid === CHALLENGE_PASSWORD),
      extensions: extensions.list,
      repeatedExtensions: extensions.repeated,
      subjectAltName: extensions.value('subjectAltName'),
      value: (key) => extensions.value(key),
      ...signed,
      signatureValue: signature,
      problems: problems.list,
    };
  } catch (error) {
    throw notA('csr', error);
  }
}

/** Old writers leave out an empty attribute set, which RFC 2986 demands. */
function readRequestAttributes(tbs: DerCursor): Attribute[] {
  return tbs.optional(0xa0) ? readAttributes(tbs.enter()) : [];
}

function requestedExtensions(attributes: readonly Attribute[], problems: Problems): Extensions {
  for (const { oid, values } of attributes) {
    const [value] = values;
    if ((oid !== EXTENSION_REQUEST && oid !== MICROSOFT_EXTENSION_REQUEST) || !value) continue;
    return problems.attempt(
      'extensionRequest',
      () => readExtensions(new DerCursor(value).expect(Tag.sequence), problems),
      new Extensions(),
    );
  }
  return new Extensions();
}

/** Text of an attribute's first value, where that is a character string (unstructuredName, for one). */
export function attributeText({ values }: Attribute): string | undefined {
  const [value] = values;
  if (!value) return undefined;
  const c = new DerCursor(value);
  return isStringTag(c.next()) ? stringValue(c) : undefined;
}
