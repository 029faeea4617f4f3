import { asBuffer, DerCursor } from '../der/cursor.ts';
import { DerError } from '../der/error.ts';
import { isStringTag, lenientText, stringValue } from '../der/strings.ts';
import { Tag } from '../der/tags.ts';
import { oidValue } from '../der/values.ts';
import { PKI_LIMITS } from '../limits.ts';
import { attributeType } from '../oids/attributes.ts';

/** AttributeTypeAndValue (RFC 5280 4.1.2.4). */
export interface NameAttribute {
  readonly oid: string;
  /** Keyword (`CN`), or the dotted OID where it has none. */
  readonly type: string;
  /** Text of the value; of a value that is no character string, `#` and its DER in hexadecimal (RFC 4514 2.4). */
  readonly value: string;
  /** Identifier octet of the value. */
  readonly tag: number;
  /** The octets do not fit the string type that they claim to be. */
  readonly malformed: boolean;
}

/** RelativeDistinguishedName: the attributes of one level, in encoded order. */
export type RelativeName = readonly NameAttribute[];

/** Name (RFC 5280 4.1.2.4): relative names in encoded order, which is the reverse of what RFC 4514 prints. */
export class Name {
  readonly der: Buffer;
  readonly rdns: readonly RelativeName[];
  #keys: readonly string[] | undefined;
  #key: string | undefined;

  constructor(der: Buffer, rdns: readonly RelativeName[]) {
    this.der = der;
    this.rdns = rdns;
  }

  get isEmpty(): boolean {
    return this.rdns.length === 0;
  }

  /** Comparison keys of the relative names, made by the rules of RFC 5280 7.1. */
  get rdnKeys(): readonly string[] {
    this.#keys ??= this.rdns.map(relativeNameKey);
    return this.#keys;
  }

  /** Comparison key of the whole name: two names match (RFC 5280 7.1) exactly when their keys are equal. */
  get key(): string {
    this.#key ??= this.rdnKeys.join('\u0001');
    return this.#key;
  }

  /** Whether two names match by RFC 5280 7.1: string type, case and runs of spaces do not matter, order does. */
  equals(other: Name): boolean {
    return this.key === other.key;
  }

  /** Values of one attribute type (dotted OID) in encoded order. */
  values(oid: string): string[] {
    return this.rdns.flat().flatMap((attribute) => (attribute.oid === oid ? [attribute.value] : []));
  }

  /** The last common name, which is the most specific one. */
  get commonName(): string | undefined {
    return this.values('2.5.4.3').at(-1);
  }

  /** RFC 4514 text: most specific first, escaped; see `printName`. */
  toString(): string {
    return printName(this);
  }
}

/** Reads a Name from its DER. Throws `DerError`. */
export function parseName(der: Uint8Array): Name {
  const c = new DerCursor(asBuffer(der));
  const name = readName(c.expect(Tag.sequence));
  c.finish();
  return name;
}

/** The Name that the cursor has just read the SEQUENCE of. Throws `DerError`. */
export function readName(c: DerCursor): Name {
  const rdns: RelativeName[] = [];
  const sequence = c.enter();
  let attributes = 0;
  while (!sequence.atEnd) {
    const rdn = readRelativeName(sequence.expect(Tag.set));
    attributes += rdn.length;
    if (attributes > PKI_LIMITS.nameAttributes) throw new DerError('too-many-nodes', sequence.start);
    rdns.push(rdn);
  }
  return new Name(c.element(), rdns);
}

/** The RelativeDistinguishedName whose SET (or IMPLICIT tag) the cursor has just read. Throws `DerError`. */
export function readRelativeName(c: DerCursor): RelativeName {
  const set = c.enter();
  if (set.atEnd) throw new DerError('empty', c.start);
  const attributes: NameAttribute[] = [];
  while (!set.atEnd) {
    if (attributes.length >= PKI_LIMITS.nameAttributes) throw new DerError('too-many-nodes', set.pos);
    const pair = set.expect(Tag.sequence) && set.enter();
    const oid = oidValue(pair.expect(Tag.oid));
    pair.next();
    attributes.push(readValue(oid, pair));
    pair.finish();
  }
  return attributes;
}

function readValue(oid: string, c: DerCursor): NameAttribute {
  const type = attributeType(oid)?.short ?? oid;
  const { tag } = c;
  if (!isStringTag(tag)) return { oid, type, value: `#${c.element().toString('hex')}`, tag, malformed: false };
  try {
    return { oid, type, value: stringValue(c), tag, malformed: false };
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    return { oid, type, value: lenientText(c.value()), tag, malformed: true };
  }
}

function relativeNameKey(rdn: RelativeName): string {
  if (rdn.length === 1) return attributeKey(rdn[0]!);
  return rdn.map(attributeKey).sort().join('\u0002');
}

function attributeKey({ oid, value, tag, malformed }: NameAttribute): string {
  if (malformed || !isStringTag(tag)) return `${oid}\u0003${tag}\u0003${value.length}\u0003${value}`;
  const prepared = prepare(value);
  return `${oid}\u0003${prepared.length}\u0003${prepared}`;
}

/** The string preparation of RFC 5280 7.1 (RFC 4518): compatibility form, case folded, runs of spaces made one. */
function prepare(value: string): string {
  const folded = /^[\x20-\x7e]*$/.test(value)
    ? value.toLowerCase()
    : value.normalize('NFKC').toLowerCase().normalize('NFKC');
  return folded.replace(/[\s\u0085]+/g, ' ').replace(/^ | $/g, '');
}

const SPECIAL = /[",+;<>\\]/g;
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/**
 * Prints a name by RFC 4514: relative names last to first, special characters escaped with a backslash. Control and
 * direction characters come out as hex pairs, so that the text is safe on a terminal and still parses back.
 */
export function printName(name: Name): string {
  let text = '';
  for (let i = name.rdns.length - 1; i >= 0; i--) {
    const rdn = name.rdns[i]!;
    if (text !== '' || i < name.rdns.length - 1) text += ',';
    text += rdn.map(({ type, value, tag }) => `${type}=${isStringTag(tag) ? escapeValue(value) : value}`).join('+');
  }
  return text;
}

/** Escapes one attribute value for RFC 4514 text. */
export function escapeValue(value: string): string {
  return value.replace(SPECIAL, '\\$&').replace(INVISIBLE, hexPairs).replace(/^[ #]/, '\\$&').replace(/ $/, '\\ ');
}

/** Made once for each character: a name can be half a mebibyte of them. */
const hexPairsMade = new Map<string, string>();

function hexPairs(character: string): string {
  const known = hexPairsMade.get(character);
  if (known !== undefined) return known;
  const made = Buffer.from(character).toString('hex').toUpperCase().replace(/../g, '\\$&');
  hexPairsMade.set(character, made);
  return made;
}
