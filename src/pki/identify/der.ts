import { berToDer } from '../der/ber.ts';
import { DerCursor } from '../der/cursor.ts';
import { DerError } from '../der/error.ts';
import { derFramingEnd } from '../der/framing.ts';
import { Tag } from '../der/tags.ts';
import { oidValue } from '../der/values.ts';
import { PKI_LIMITS } from '../limits.ts';
import {
  parseCertificate,
  parseCertificateList,
  parseCertificationRequest,
  parseSubjectPublicKeyInfo,
} from '../parse/index.ts';
import type { Found, Source } from './found.ts';
import { openPkcs7 } from './pkcs7.ts';

const SIGNED_DATA = '1.2.840.113549.1.7.2';

/** What DER or BER bytes are, from their structure; undefined where they are none of what we know. */
export function identifyDer(input: Buffer, from: Source): Found[] | undefined {
  const framed = frame(input);
  if (framed === undefined) return undefined;
  const { der } = framed;
  const source = { ...from, ...framed.source };
  const shape = shapeOf(der);
  const one = (found: Found) => [found];
  if (shape !== undefined && !KEYLESS.has(shape) && der.length > PKI_LIMITS.keyBytes)
    throw new DerError('too-large', 0);
  switch (shape) {
    case 'certificate':
      return one({ kind: 'certificate', source, certificate: parseCertificate(der) });
    case 'csr':
      return one({ kind: 'csr', source, request: parseCertificationRequest(der) });
    case 'crl':
      return one({ kind: 'crl', source, list: parseCertificateList(der) });
    case 'public-key':
      return one({ kind: 'public-key', source, spki: parseSubjectPublicKeyInfo(der) });
    case 'pkcs7':
      return openPkcs7(der, source);
    case 'pkcs12':
      return one({ kind: 'pkcs12', source, der });
    case undefined:
      return undefined;
    default:
      return one({ kind: 'private-key', source, form: shape, bytes: der });
  }
}

/** Shapes that are no key; these have caps of their own. */
const KEYLESS: ReadonlySet<Shape> = new Set(['certificate', 'csr', 'crl', 'pkcs7', 'pkcs12']);

function frame(input: Buffer): { der: Buffer; source: Partial<Source> } | undefined {
  const end = derFramingEnd(input);
  if (end !== undefined) {
    const trailing = input.length - end;
    return { der: input.subarray(0, end), source: trailing > 0 ? { trailing } : {} };
  }
  try {
    const { der, changes, end } = berToDer(input);
    const trailing = input.length - end;
    return {
      der: changes.length === 0 ? input.subarray(0, end) : der,
      source: { ...(changes.length > 0 && { ber: true as const }), ...(trailing > 0 && { trailing }) },
    };
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    return undefined;
  }
}

type Shape =
  | 'certificate'
  | 'csr'
  | 'crl'
  | 'public-key'
  | 'pkcs7'
  | 'pkcs12'
  | 'pkcs8'
  | 'encrypted-pkcs8'
  | 'pkcs1'
  | 'sec1';

/** Tells the structures apart by their first elements: no two of them begin alike. */
function shapeOf(der: Buffer): Shape | undefined {
  try {
    const inner = new DerCursor(der).expect(Tag.sequence).enter();
    const first = inner.next();
    if (first === Tag.oid) return oidValue(inner) === SIGNED_DATA ? 'pkcs7' : undefined;
    const content = first === Tag.sequence ? inner.enter() : undefined;
    const second = inner.next();
    if (first === Tag.integer) return integerFirst(inner, second);
    if (content === undefined) return undefined;
    if (second === Tag.octetString) return 'encrypted-pkcs8';
    if (second === Tag.bitString) return 'public-key';
    if (second !== Tag.sequence || inner.next() !== Tag.bitString) return undefined;
    return signedShape(content);
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    return undefined;
  }
}

function integerFirst(inner: DerCursor, second: number): Shape | undefined {
  if (second === Tag.octetString) return 'sec1';
  if (second === Tag.integer) return 'pkcs1';
  if (second !== Tag.sequence) return undefined;
  const content = inner.enter();
  const oid = content.next() === Tag.oid ? oidValue(content) : '';
  return oid.startsWith('1.2.840.113549.1.7.') ? 'pkcs12' : 'pkcs8';
}

/** The signed part of a certificate has a validity of two times, that of a CRL one time, that of a request a key. */
function signedShape(tbs: DerCursor): Shape | undefined {
  tbs.optional(0xa0);
  const elements: number[] = [];
  while (!tbs.atEnd && elements.length < 6) elements.push(tbs.next());
  const [a, b, c, d] = elements;
  const time = (tag: number | undefined) => tag === Tag.utcTime || tag === Tag.generalizedTime;
  if (a === Tag.integer && b === Tag.sequence && c === Tag.sequence && d === Tag.sequence) return 'certificate';
  if (a === Tag.integer && b === Tag.sequence && c === Tag.sequence && time(d)) return 'crl';
  if (a === Tag.sequence && b === Tag.sequence && time(c)) return 'crl';
  if (a === Tag.integer && b === Tag.sequence && c === Tag.sequence) return 'csr';
  return undefined;
}
