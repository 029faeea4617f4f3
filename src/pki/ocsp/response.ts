import { DerCursor } from '../der/cursor.ts';
import { DerError } from '../der/error.ts';
import { Tag } from '../der/tags.ts';
import { timeValue } from '../der/time.ts';
import { bitStringBytes, integerHex, oidValue } from '../der/values.ts';
import { type AlgorithmIdentifier, readAlgorithmIdentifier } from '../parse/algorithm-identifier.ts';
import { type Certificate, parseCertificate } from '../parse/certificate.ts';
import { CRL_REASONS, type CrlReason } from '../parse/extensions/crl-extensions.ts';

/** OCSPResponseStatus (RFC 6960 4.2.1), by number; 4 is not used. */
export const RESPONSE_STATUSES = [
  'successful',
  'malformedRequest',
  'internalError',
  'tryLater',
  undefined,
  'sigRequired',
  'unauthorized',
] as const;

export type ResponseStatus = NonNullable<(typeof RESPONSE_STATUSES)[number]>;

/** CertID (RFC 6960 4.1.1): which certificate an answer is about. */
export interface CertId {
  /** Dotted OID. */
  readonly hashAlgorithm: string;
  readonly issuerNameHash: Buffer;
  readonly issuerKeyHash: Buffer;
  /** Hexadecimal, as certificates have it. */
  readonly serialNumber: string;
}

/** SingleResponse (RFC 6960 4.2.1). */
export interface SingleResponse {
  readonly certId: CertId;
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly revokedAt?: Date;
  readonly reason?: CrlReason;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
}

/** BasicOCSPResponse (RFC 6960 4.2.1). */
export interface BasicOcspResponse {
  readonly responses: readonly SingleResponse[];
  readonly producedAt: Date;
  /** The bytes that the signature covers. */
  readonly tbsDer: Buffer;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signatureValue: Buffer;
  /** What helps to verify the signature: the certificate of a delegated responder. */
  readonly certificates: readonly Certificate[];
}

/** OCSPResponse (RFC 6960 4.2.1); `basic` where it was successful. */
export interface OcspResponse {
  readonly status: ResponseStatus;
  readonly basic?: BasicOcspResponse;
}

/** id-pkix-ocsp-basic (RFC 6960 4.2.1). */
export const OCSP_BASIC = '1.3.6.1.5.5.7.48.1.1';
/** A response is about few certificates; what claims more is nothing that we asked for. */
const MOST_RESPONSES = 100;
const MOST_CERTIFICATES = 10;

const explicit = (number: number) => 0xa0 | number;
const implicit = (number: number) => 0x80 | number;

/** Reads an OCSPResponse. @throws DerError for bytes that are none */
export function parseOcspResponse(der: Buffer): OcspResponse {
  const c = new DerCursor(der);
  const outer = c.expect(Tag.sequence).enter();
  c.finish();
  outer.expect(Tag.enumerated);
  const status = outer.length === 1 ? RESPONSE_STATUSES[outer.bytes[outer.valueStart]!] : undefined;
  if (status === undefined) throw new DerError('value-out-of-range', outer.start);
  if (!outer.optional(explicit(0))) {
    if (status === 'successful') throw new DerError('missing-field', outer.pos);
    return { status };
  }
  const bytes = outer.enter().expect(Tag.sequence).enter();
  if (oidValue(bytes.expect(Tag.oid)) !== OCSP_BASIC) throw new DerError('value-out-of-range', bytes.start);
  return { status, basic: readBasic(new DerCursor(bytes.expect(Tag.octetString).value())) };
}

function readBasic(c: DerCursor): BasicOcspResponse {
  const outer = c.expect(Tag.sequence).enter();
  const tbs = outer.expect(Tag.sequence).enter();
  const tbsDer = outer.element();
  const signatureAlgorithm = readAlgorithmIdentifier(outer.expect(Tag.sequence));
  const signatureValue = bitStringBytes(outer.expect(Tag.bitString));
  const certificates: Certificate[] = [];
  if (outer.optional(explicit(0))) {
    const list = outer.enter().expect(Tag.sequence).enter();
    while (!list.atEnd && certificates.length < MOST_CERTIFICATES) {
      list.next();
      certificates.push(parseCertificate(list.element()));
    }
  }
  outer.finish();
  // version [0] and responderID [1] or [2]: who signed is found out by trying, which a name could only hint at.
  tbs.optional(explicit(0));
  if (!tbs.optional(explicit(1))) tbs.expect(explicit(2));
  const producedAt = timeValue(tbs.expect(Tag.generalizedTime)).date;
  const list = tbs.expect(Tag.sequence).enter();
  const responses: SingleResponse[] = [];
  while (!list.atEnd && responses.length < MOST_RESPONSES) responses.push(readSingle(list.expect(Tag.sequence)));
  return { responses, producedAt, tbsDer, signatureAlgorithm, signatureValue, certificates };
}

function readSingle(c: DerCursor): SingleResponse {
  const inner = c.enter();
  const certId = readCertId(inner.expect(Tag.sequence));
  const status = readStatus(inner);
  const thisUpdate = timeValue(inner.expect(Tag.generalizedTime)).date;
  const nextUpdate = inner.optional(explicit(0))
    ? timeValue(inner.enter().expect(Tag.generalizedTime)).date
    : undefined;
  return { certId, ...status, thisUpdate, nextUpdate };
}

function readCertId(c: DerCursor): CertId {
  const inner = c.enter();
  const { oid } = readAlgorithmIdentifier(inner.expect(Tag.sequence));
  const issuerNameHash = inner.expect(Tag.octetString).value();
  const issuerKeyHash = inner.expect(Tag.octetString).value();
  const serialNumber = integerHex(inner.expect(Tag.integer).value());
  inner.finish();
  return { hashAlgorithm: oid, issuerNameHash, issuerKeyHash, serialNumber };
}

function readStatus(c: DerCursor): Pick<SingleResponse, 'status' | 'revokedAt' | 'reason'> {
  if (c.optional(implicit(0))) return { status: 'good' };
  if (c.optional(implicit(2))) return { status: 'unknown' };
  const info = c.expect(explicit(1)).enter();
  const revokedAt = timeValue(info.expect(Tag.generalizedTime)).date;
  if (!info.optional(explicit(0))) return { status: 'revoked', revokedAt, reason: 'unspecified' };
  const code = info.enter().expect(Tag.enumerated);
  const reason = code.length === 1 ? CRL_REASONS[code.bytes[code.valueStart]!] : undefined;
  return { status: 'revoked', revokedAt, reason: reason ?? 'unspecified' };
}
