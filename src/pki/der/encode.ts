/**
 * Writes DER (X.690), for the few structures that are made without a library: names, general names, extension values, key
 * containers. Every function returns one complete element.
 */

/** One element: identifier octet, length, content. */
export function element(tag: number, ...content: Uint8Array[]): Buffer {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Buffer.from([tag]), lengthOctets(length), ...content]);
}

function lengthOctets(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return Buffer.from([0x80 | octets.length, ...octets]);
}

/** SEQUENCE. */
export const sequence = (...items: Uint8Array[]): Buffer => element(0x30, ...items);

/** SET OF: DER wants the elements in the order of their encodings. */
export function setOf(...items: Uint8Array[]): Buffer {
  return element(0x31, ...[...items].sort(Buffer.compare));
}

/** BOOLEAN. */
export const boolean = (value: boolean): Buffer => element(0x01, Buffer.from([value ? 0xff : 0]));

/** NULL. */
export const nullValue = (): Buffer => element(0x05);

/** INTEGER that is not negative, from a number or from big-endian octets. */
export function integer(value: number | bigint | Uint8Array): Buffer {
  let hex = typeof value === 'object' ? Buffer.from(value).toString('hex') : value.toString(16);
  if (hex.length % 2 === 1) hex = `0${hex}`;
  let bytes = Buffer.from(hex, 'hex');
  while (bytes.length > 1 && bytes[0] === 0 && bytes[1]! < 0x80) bytes = bytes.subarray(1);
  return element(0x02, bytes.length === 0 || bytes[0]! >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
}

/** OBJECT IDENTIFIER from its dotted form. */
export function oid(dotted: string): Buffer {
  const [first, second, ...arcs] = dotted.split('.').map(BigInt);
  const octets: number[] = [];
  for (const arc of [first! * 40n + second!, ...arcs]) {
    const group = [Number(arc & 0x7fn)];
    for (let rest = arc >> 7n; rest > 0n; rest >>= 7n) group.unshift(Number(rest & 0x7fn) | 0x80);
    octets.push(...group);
  }
  return element(0x06, Buffer.from(octets));
}

/** ENUMERATED of one octet. */
export const enumerated = (value: number): Buffer => element(0x0a, Buffer.of(value));

/** GeneralizedTime in whole seconds, as RFC 5280 4.1.2.5.2 wants it. */
export const generalizedTime = (at: Date): Buffer => element(0x18, Buffer.from(timeDigits(at)));

/** Time of a certificate or a list: UTCTime until 2049, GeneralizedTime from 2050 on (RFC 5280 4.1.2.5, 5.1.2.4). */
export function time(at: Date): Buffer {
  return at.getUTCFullYear() < 2050 ? element(0x17, Buffer.from(timeDigits(at).slice(2))) : generalizedTime(at);
}

function timeDigits(at: Date): string {
  return at.toISOString().replace(/[-:T]|\.\d+/g, '');
}

/** OCTET STRING. */
export const octetString = (bytes: Uint8Array): Buffer => element(0x04, bytes);

/** BIT STRING of whole octets. */
export const bitString = (bytes: Uint8Array): Buffer => element(0x03, Buffer.of(0), bytes);

/** BIT STRING with named bits: trailing zero bits are left out (X.690 11.2.2). */
export function namedBits(bits: readonly number[]): Buffer {
  const highest = Math.max(-1, ...bits);
  const bytes = Buffer.alloc(Math.floor((highest + 8) / 8));
  for (const bit of bits) bytes[bit >> 3]! |= 0x80 >> (bit & 7);
  return element(0x03, Buffer.of(bytes.length * 8 - 1 - highest), bytes);
}

/** UTF8String. */
export const utf8String = (text: string): Buffer => element(0x0c, Buffer.from(text, 'utf8'));
/** PrintableString; the caller has checked the alphabet. */
export const printableString = (text: string): Buffer => element(0x13, Buffer.from(text, 'latin1'));
/** IA5String; the caller has checked that it is ASCII. */
export const ia5String = (text: string): Buffer => element(0x16, Buffer.from(text, 'latin1'));

/** Context-specific tag over a primitive value, IMPLICIT. */
export const implicit = (tag: number, content: Uint8Array): Buffer => element(0x80 | tag, content);
/** Context-specific tag around complete elements: EXPLICIT, or IMPLICIT over a constructed value. */
export const explicit = (tag: number, ...content: Uint8Array[]): Buffer => element(0xa0 | tag, ...content);
