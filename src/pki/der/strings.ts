import type { DerCursor } from './cursor.ts';
import { DerError } from './error.ts';
import { Tag } from './tags.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Whether an identifier octet is one of the character string types that RFC 5280 names use. */
export function isStringTag(tag: number): boolean {
  switch (tag) {
    case Tag.utf8String:
    case Tag.printableString:
    case Tag.ia5String:
    case Tag.teletexString:
    case Tag.bmpString:
    case Tag.universalString:
    case Tag.numericString:
    case Tag.visibleString:
      return true;
    default:
      return false;
  }
}

/**
 * Text of the character string just read. TeletexString is read as Latin-1, which is what issuers put in it.
 * Throws `string-malformed` where the octets are not of the declared type.
 */
export function stringValue(c: DerCursor): string {
  const { bytes, valueStart, valueEnd } = c;
  switch (c.tag) {
    case Tag.utf8String:
      return isAscii(bytes, valueStart, valueEnd) ? bytes.toString('latin1', valueStart, valueEnd) : decodeUtf8(c);
    case Tag.printableString:
    case Tag.numericString:
    case Tag.visibleString:
    case Tag.ia5String:
      return asciiValue(c);
    case Tag.teletexString:
      return bytes.toString('latin1', valueStart, valueEnd);
    case Tag.bmpString:
      return decodeWide(c, 2);
    case Tag.universalString:
      return decodeWide(c, 4);
    default:
      throw new DerError('unexpected-tag', c.start);
  }
}

/** Text of an element just read whose octets must be ASCII, whatever its tag (IMPLICIT IA5String, for one). */
export function asciiValue(c: DerCursor): string {
  if (!isAscii(c.bytes, c.valueStart, c.valueEnd)) throw new DerError('string-malformed', c.start);
  return c.bytes.toString('latin1', c.valueStart, c.valueEnd);
}

/** Best-effort text of octets that are not valid in their declared type: UTF-8 if they are that, else Latin-1. */
export function lenientText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  }
}

function isAscii(bytes: Buffer, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i]! > 0x7f) return false;
  return true;
}

function decodeUtf8(c: DerCursor): string {
  try {
    return utf8.decode(c.value());
  } catch {
    throw new DerError('string-malformed', c.start);
  }
}

function decodeWide(c: DerCursor, width: 2 | 4): string {
  if (c.length % width !== 0) throw new DerError('string-malformed', c.start);
  const chunks: string[] = [];
  for (let at = c.valueStart; at < c.valueEnd; at += width) {
    const code = width === 2 ? c.bytes.readUInt16BE(at) : c.bytes.readUInt32BE(at);
    if (code > 0x10ffff) throw new DerError('string-malformed', at);
    chunks.push(width === 2 ? String.fromCharCode(code) : String.fromCodePoint(code));
  }
  return chunks.join('');
}
