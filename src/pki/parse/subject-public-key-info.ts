import { asBuffer, DerCursor } from '../der/cursor.ts';
import { DerError } from '../der/error.ts';
import { Tag } from '../der/tags.ts';
import { bitStringBytes, checkInteger, oidValue } from '../der/values.ts';
import { curveOf } from '../oids/curves.ts';
import { type KeyType, publicKeyAlgorithm } from '../oids/public-keys.ts';
import { type AlgorithmIdentifier, readAlgorithmIdentifier } from './algorithm-identifier.ts';

/** SubjectPublicKeyInfo (RFC 5280 4.1.2.7, RFC 3279, 5480, 8410). */
export interface SubjectPublicKeyInfo {
  readonly algorithm: AlgorithmIdentifier;
  readonly type: KeyType;
  /** Modulus of RSA, field of an EC curve, prime of DSA and DH, nominal size of the others; undefined when unknown. */
  readonly bits: number | undefined;
  /** Curve name (`P-256`), dotted OID of an unknown one; undefined for other types and for explicit parameters. */
  readonly curve: string | undefined;
  /** The curve is written out instead of named, which RFC 5480 2.1.1 forbids. */
  readonly explicitCurve: boolean;
  /** RSA public exponent in decimal. */
  readonly exponent: string | undefined;
  /** Content of the BIT STRING, without the octet of unused bits. */
  readonly publicKey: Buffer;
  readonly der: Buffer;
}

/** Reads a SubjectPublicKeyInfo from its DER (what `KeyObject.export({type: 'spki'})` gives). Throws `DerError`. */
export function parseSubjectPublicKeyInfo(der: Uint8Array): SubjectPublicKeyInfo {
  const c = new DerCursor(asBuffer(der));
  const info = readSubjectPublicKeyInfo(c.expect(Tag.sequence));
  c.finish();
  return info;
}

/** The SubjectPublicKeyInfo whose SEQUENCE the cursor has just read. Throws `DerError`. */
export function readSubjectPublicKeyInfo(c: DerCursor): SubjectPublicKeyInfo {
  const inner = c.enter();
  const algorithm = readAlgorithmIdentifier(inner.expect(Tag.sequence));
  const publicKey = bitStringBytes(inner.expect(Tag.bitString));
  inner.finish();
  const known = publicKeyAlgorithm(algorithm.oid);
  const type = known?.type ?? 'unknown';
  const base = {
    algorithm,
    type,
    bits: known?.bits,
    curve: undefined,
    explicitCurve: false,
    exponent: undefined,
    publicKey,
  };
  return { ...base, ...details(type, algorithm, publicKey), der: c.element() };
}

function details(type: KeyType, algorithm: AlgorithmIdentifier, key: Buffer): Partial<SubjectPublicKeyInfo> {
  try {
    if (type === 'rsa' || type === 'rsa-pss') return rsaDetails(key);
    if (type === 'ec') return curveDetails(algorithm);
    if ((type === 'dsa' || type === 'dh') && algorithm.parameters) return { bits: primeBits(algorithm.parameters) };
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    return { type: 'unknown' };
  }
  return {};
}

function rsaDetails(key: Buffer): Partial<SubjectPublicKeyInfo> {
  const c = new DerCursor(key).expect(Tag.sequence).enter();
  c.expect(Tag.integer);
  checkInteger(c);
  const bits = magnitudeBits(c.value());
  c.expect(Tag.integer);
  checkInteger(c);
  return { bits, exponent: exponentText(c) };
}

/** Decimal, as people know exponents; in hexadecimal where no key has one so long, since converting it is quadratic. */
function exponentText(c: DerCursor): string {
  if (c.length <= 4) return String(c.bytes.readUIntBE(c.valueStart, c.length));
  const hex = `0x${c.value().toString('hex')}`;
  return c.length > 1024 ? hex : BigInt(hex).toString();
}

function curveDetails({ parameters }: AlgorithmIdentifier): Partial<SubjectPublicKeyInfo> {
  if (!parameters) return {};
  const c = new DerCursor(parameters);
  const tag = c.next();
  if (tag === Tag.oid) {
    const oid = oidValue(c);
    const curve = curveOf(oid);
    return { curve: curve?.name ?? oid, bits: curve?.bits };
  }
  if (tag !== Tag.sequence) return {};
  const explicit = c.enter();
  explicit.expect(Tag.integer);
  const field = explicit.expect(Tag.sequence).enter();
  field.expect(Tag.oid);
  field.next();
  return { explicitCurve: true, bits: field.tag === Tag.integer ? magnitudeBits(field.value()) : undefined };
}

function primeBits(parameters: Buffer): number | undefined {
  const c = new DerCursor(parameters);
  return c.next() === Tag.sequence ? magnitudeBits(c.enter().expect(Tag.integer).value()) : undefined;
}

function magnitudeBits(content: Buffer): number {
  let at = 0;
  while (at < content.length && content[at] === 0) at++;
  return at === content.length ? 0 : 8 * (content.length - at - 1) + (32 - Math.clz32(content[at]!));
}
