import type { DerCursor } from './cursor.ts';
import { DerError } from './error.ts';

const OID_CACHE_SIZE = 2048;
const oidCache = new Map<string, string>();

/** OBJECT IDENTIFIER of the element just read, dotted (X.690 8.19). */
export function oidValue(c: DerCursor): string {
  const key = c.bytes.toString('latin1', c.valueStart, c.valueEnd);
  const known = oidCache.get(key);
  if (known !== undefined) return known;
  const oid = decodeOid(c);
  if (oidCache.size < OID_CACHE_SIZE && key.length <= 32) oidCache.set(key, oid);
  return oid;
}

function decodeOid(c: DerCursor): string {
  const { bytes, valueStart, valueEnd } = c;
  if (valueStart === valueEnd || valueEnd - valueStart > 512) throw new DerError('oid-malformed', c.start);
  const arcs: string[] = [];
  let at = valueStart;
  while (at < valueEnd) {
    if (bytes[at] === 0x80) throw new DerError('oid-malformed', at);
    const from = at;
    while (at < valueEnd && bytes[at]! >= 0x80) at++;
    if (at === valueEnd) throw new DerError('oid-malformed', from);
    at++;
    pushArc(arcs, bytes, from, at);
  }
  return arcs.join('.');
}

function pushArc(arcs: string[], bytes: Buffer, from: number, to: number): void {
  if (to - from <= 7) {
    let value = 0;
    for (let i = from; i < to; i++) value = value * 128 + (bytes[i]! & 0x7f);
    if (arcs.length > 0) arcs.push(String(value));
    else {
      const first = Math.min(2, Math.floor(value / 40));
      arcs.push(String(first), String(value - first * 40));
    }
    return;
  }
  let value = 0n;
  for (let i = from; i < to; i++) value = value * 128n + BigInt(bytes[i]! & 0x7f);
  if (arcs.length > 0) arcs.push(String(value));
  else arcs.push('2', String(value - 80n));
}

/** BOOLEAN of the element just read; DER knows only 00 and FF. */
export function booleanValue(c: DerCursor): boolean {
  if (c.length !== 1) throw new DerError('value-malformed', c.start);
  const value = c.bytes[c.valueStart]!;
  if (value !== 0 && value !== 0xff) throw new DerError('boolean-not-der', c.start);
  return value !== 0;
}

/** Throws unless the INTEGER just read is encoded in as few octets as possible (X.690 8.3.2). */
export function checkInteger(c: DerCursor): void {
  const { bytes, valueStart } = c;
  if (c.length === 0) throw new DerError('value-malformed', c.start);
  if (c.length > 1) {
    const lead = bytes[valueStart]! * 2 + (bytes[valueStart + 1]! >> 7);
    if (lead === 0 || lead === 0x1ff) throw new DerError('integer-not-der', c.start);
  }
}

/** INTEGER of the element just read as a number; negative or beyond 2^31-1 is out of range. */
export function smallInteger(c: DerCursor): number {
  checkInteger(c);
  if (c.length > 4 || c.bytes[c.valueStart]! >= 0x80) throw new DerError('value-out-of-range', c.start);
  let value = 0;
  for (let i = c.valueStart; i < c.valueEnd; i++) value = value * 256 + c.bytes[i]!;
  return value;
}

/** INTEGER content octets in hexadecimal, upper case without leading zeros, `-` before a negative one's magnitude. */
export function integerHex(content: Uint8Array): string {
  if (content.length === 0) return '';
  const hex = Buffer.from(content.buffer, content.byteOffset, content.length).toString('hex').toUpperCase();
  if (content[0]! < 0x80) {
    if (content[0] !== 0) return hex;
    const trimmed = hex.replace(/^(?:00)+(?=..)/, '');
    return trimmed;
  }
  const magnitude = ((1n << BigInt(8 * content.length)) - BigInt(`0x${hex}`)).toString(16).toUpperCase();
  return `-${magnitude.length % 2 ? '0' : ''}${magnitude}`;
}

/** Content of the BIT STRING just read that must have no unused bits, as keys and signatures are. */
export function bitStringBytes(c: DerCursor): Buffer {
  if (c.length === 0 || c.bytes[c.valueStart] !== 0) throw new DerError('value-malformed', c.start);
  return c.bytes.subarray(c.valueStart + 1, c.valueEnd);
}

/** Whether bit `n` (0 is the first) of a named bit list is set; `content` are the BIT STRING's content octets. */
export function hasBit(content: Uint8Array, n: number): boolean {
  const octet = content[1 + (n >> 3)];
  return octet !== undefined && (octet & (0x80 >> (n & 7))) !== 0;
}

/** Checks the BIT STRING just read: at most seven unused bits, and those zero (X.690 11.2.1). */
export function checkBitString(c: DerCursor): void {
  const unused = c.length === 0 ? 8 : c.bytes[c.valueStart]!;
  if (unused > 7 || (c.length === 1 && unused > 0)) throw new DerError('value-malformed', c.start);
  const last = c.bytes[c.valueEnd - 1]!;
  if (unused > 0 && (last & ((1 << unused) - 1)) !== 0) throw new DerError('bit-string-not-der', c.start);
}
