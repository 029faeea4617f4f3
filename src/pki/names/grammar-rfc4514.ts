import { DerCursor } from '../der/cursor.ts';
import { namedAttribute, subjectSyntax } from './grammar.ts';
import type { Subject, SubjectAttribute } from './subject.ts';

/**
 * RFC 4514: `CN=x,O=UTP,C=CO`, most specific first, so that the result is reversed into DER order. Spaces around separators
 * and the quoted values of RFC 2253 are taken too.
 * @throws AppError ERR_SUBJECT_SYNTAX, ERR_SUBJECT_UNKNOWN_ATTRIBUTE
 */
export function parseRfc4514(text: string): Subject {
  const rdns: SubjectAttribute[][] = [[]];
  let at = 0;
  for (;;) {
    const equals = text.indexOf('=', at);
    if (equals === -1) throw subjectSyntax(text, at);
    const keyword = text.slice(at, equals);
    if (/[,+;"\\<>#]/.test(keyword) || keyword.trim() === '') throw subjectSyntax(text, at);
    const { value, end } = readValue(text, equals + 1);
    rdns.at(-1)!.push(namedAttribute(keyword, value));
    if (end === text.length) return rdns.reverse();
    if (text[end] === ',') rdns.push([]);
    else if (text[end] !== '+') throw subjectSyntax(text, end);
    at = end + 1;
  }
}

interface ReadValue {
  readonly value: string | Buffer;
  /** Where the separator stands, or the end of the text. */
  readonly end: number;
}

function readValue(text: string, from: number): ReadValue {
  let at = from;
  while (text[at] === ' ') at += 1;
  if (text[at] === '#') return readHex(text, at);
  if (text[at] === '"') return readQuoted(text, at);
  return readString(text, at);
}

/** `#` and the DER of the value (RFC 4514 2.4). */
function readHex(text: string, from: number): ReadValue {
  const hex = /^[0-9A-Fa-f]*/.exec(text.slice(from + 1))![0];
  const end = skipSpaces(text, from + 1 + hex.length);
  const der = Buffer.from(hex, 'hex');
  if (hex.length % 2 === 1 || !isOneElement(der)) throw subjectSyntax(text, from);
  return { value: der, end };
}

function isOneElement(der: Buffer): boolean {
  try {
    const cursor = new DerCursor(der);
    cursor.next();
    return cursor.atEnd;
  } catch {
    return false;
  }
}

/** RFC 2253 4: a value in quotes, in which only `"` and `\` need a backslash. */
function readQuoted(text: string, from: number): ReadValue {
  const octets = new Octets();
  let at = from + 1;
  while (text[at] !== '"') {
    if (at >= text.length) throw subjectSyntax(text, from);
    at = readCharacter(text, at, octets);
  }
  return { value: octets.text(text, from), end: skipSpaces(text, at + 1) };
}

function readString(text: string, from: number): ReadValue {
  const octets = new Octets();
  let at = from;
  let significant = 0;
  while (at < text.length && text[at] !== ',' && text[at] !== '+') {
    const character = text[at]!;
    if ('";<>'.includes(character)) throw subjectSyntax(text, at);
    at = readCharacter(text, at, octets);
    // Spaces at the end count only where they were escaped.
    if (character !== ' ') significant = octets.length;
  }
  octets.truncate(significant);
  return { value: octets.text(text, from), end: at };
}

/** One character, escaped or not; returns where the next one starts. */
function readCharacter(text: string, at: number, octets: Octets): number {
  if (text[at] !== '\\') {
    const character = String.fromCodePoint(text.codePointAt(at)!);
    octets.add(Buffer.from(character));
    return at + character.length;
  }
  const pair = /^[0-9A-Fa-f]{2}/.exec(text.slice(at + 1, at + 3))?.[0];
  if (pair !== undefined) {
    octets.add(Buffer.from(pair, 'hex'));
    return at + 3;
  }
  const next = text[at + 1];
  if (next === undefined || !' "#+,;<=>\\'.includes(next)) throw subjectSyntax(text, at);
  octets.add(Buffer.from(next));
  return at + 2;
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at += 1;
  return at;
}

/** The octets of a value: hex pairs are octets of UTF-8, not characters. */
class Octets {
  #parts: Buffer[] = [];
  length = 0;

  add(part: Buffer): void {
    this.#parts.push(part);
    this.length += part.length;
  }

  truncate(length: number): void {
    this.#parts = [Buffer.concat(this.#parts).subarray(0, length)];
    this.length = length;
  }

  text(source: string, at: number): string {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(this.#parts));
    } catch {
      throw subjectSyntax(source, at);
    }
  }
}
