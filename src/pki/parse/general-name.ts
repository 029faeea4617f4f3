import type { DerCursor } from '../der/cursor.ts';
import { DerError } from '../der/error.ts';
import { asciiValue, isStringTag, lenientText, stringValue } from '../der/strings.ts';
import { Tag } from '../der/tags.ts';
import { oidValue } from '../der/values.ts';
import { formatIp } from './ip-address.ts';
import { type Name, readName } from './name.ts';

/**
 * GeneralName (RFC 5280 4.2.1.6). `malformed` marks a value that is not what its type demands (an IA5String with other
 * octets, an address that is not 4 or 16 octets): it is shown, and never matches anything.
 */
export type GeneralName =
  | { readonly type: 'dns' | 'email' | 'uri'; readonly value: string; readonly malformed?: true }
  | { readonly type: 'ip'; readonly value: string; readonly bytes: Buffer; readonly malformed?: true }
  | { readonly type: 'directory'; readonly name: Name; readonly malformed?: true }
  | { readonly type: 'registeredId'; readonly value: string; readonly malformed?: true }
  | {
      readonly type: 'other';
      readonly oid: string;
      /** Text, where the value is a character string (a UPN, an SmtpUTF8Mailbox). */
      readonly value: string | undefined;
      readonly der: Buffer;
      readonly malformed?: true;
    }
  | { readonly type: 'x400' | 'ediParty'; readonly der: Buffer; readonly malformed?: true };

/** GeneralNames: at least one, of the content that the cursor stands in. */
export function readGeneralNames(c: DerCursor): GeneralName[] {
  if (c.atEnd) throw new DerError('empty', c.pos);
  const names: GeneralName[] = [];
  while (!c.atEnd) {
    c.next();
    names.push(readGeneralName(c));
  }
  return names;
}

/** The GeneralName whose element the cursor has just read. */
export function readGeneralName(c: DerCursor): GeneralName {
  switch (c.tag) {
    case 0x81:
      return readText('email', c);
    case 0x82:
      return readText('dns', c);
    case 0x86:
      return readText('uri', c);
    case 0x87: {
      const bytes = c.value();
      return bytes.length === 4 || bytes.length === 16
        ? { type: 'ip', value: formatIp(bytes), bytes }
        : { type: 'ip', value: bytes.toString('hex'), bytes, malformed: true };
    }
    case 0xa4: {
      const inner = c.enter();
      const name = readName(inner.expect(Tag.sequence));
      inner.finish();
      return { type: 'directory', name };
    }
    case 0x88:
      return { type: 'registeredId', value: oidValue(c) };
    case 0xa0:
      return readOther(c);
    case 0xa3:
      return { type: 'x400', der: c.element() };
    case 0xa5:
      return { type: 'ediParty', der: c.element() };
    default:
      throw new DerError('unexpected-tag', c.start);
  }
}

function readText(type: 'dns' | 'email' | 'uri', c: DerCursor): GeneralName {
  try {
    return { type, value: asciiValue(c) };
  } catch {
    return { type, value: lenientText(c.value()), malformed: true };
  }
}

function readOther(c: DerCursor): GeneralName {
  const inner = c.enter();
  const oid = oidValue(inner.expect(Tag.oid));
  inner.expect(0xa0);
  const explicit = inner.enter();
  inner.finish();
  explicit.next();
  const der = explicit.element();
  const value = isStringTag(explicit.tag) ? stringValue(explicit) : undefined;
  explicit.finish();
  return { type: 'other', oid, value, der };
}
