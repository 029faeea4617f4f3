import { createHmac, randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import type { DoctorRecord } from './record.ts';
import { Addresses } from './scrub/addresses.ts';
import { Names } from './scrub/names.ts';
import { Texts } from './scrub/text.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What holds the encoded bytes of certificates, names and answers: no verdict rests on more than whether they are there. */
const BYTES = ['der', 'ocspResponse', 'authorities'];
/** What our own words are kept in: nothing in them is anybody's name. */
const OURS = ['by', 'code', 'state', 'startedAt', 'at', 'date', 'cipher', 'protocol', 'signature', 'problem', 'phase'];
const HOSTS = ['host', 'hostname', 'servername', 'serverName', 'zone', 'search', 'asked', 'aliases', 'dnsNames'];
const PATHS = [
  'keyFile',
  'certFile',
  'csrFile',
  'caFiles',
  'crlFiles',
  'intermediateFile',
  'rootFile',
  'files',
  'path',
];
const WORDS = ['commonName', 'issuerCommonName', 'issuerOrganisation'];
/** What was typed, or said by others. */
const FREE = [
  'input',
  'part',
  'suggestion',
  'label',
  'message',
  'text',
  'greeting',
  'firstText',
  'reply',
  'line',
  'control',
];
const DISTINGUISHED_NAME = /^(?:[A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)+)=/;
const DIGEST = /^[0-9a-f]{64}$/;

/**
 * The record with names, addresses, certificate subjects, digests and paths disguised: the same one always becomes the
 * same one, and of the same kind, so that the record leads to the same verdict. Ports, times and what software says of
 * itself stay.
 *
 * @param secret what the disguises hang on: with another one they are others
 */
export function scrub(record: DoctorRecord, secret: Buffer = randomBytes(32)): DoctorRecord {
  const evidence = record.evidence as unknown as Readonly<Record<string, Json>>;
  return {
    ...record,
    scrubbed: true,
    evidence: new Scrubber(evidence, secret).all() as unknown as DoctorRecord['evidence'],
  };
}

class Scrubber {
  readonly #evidence: Readonly<Record<string, Json>>;
  readonly #addresses: Addresses;
  readonly #names: Names;
  readonly #texts: Texts;
  readonly #secret: Buffer;

  constructor(evidence: Readonly<Record<string, Json>>, secret: Buffer) {
    this.#evidence = evidence;
    this.#secret = secret;
    const patterns = new Set<string>();
    const known = new Set<string>();
    for (const [key, text] of strings(evidence, '')) {
      for (const label of text.toLowerCase().match(/[a-z0-9-]*\*[a-z0-9-]*/g) ?? [])
        if (label.length > 1) patterns.add(label);
      if (HOSTS.includes(key) && /^[a-z0-9-]+$/i.test(text) && text !== 'localhost' && /[a-z]/i.test(text))
        known.add(text.toLowerCase());
    }
    this.#addresses = new Addresses((text) => (this.#digest(text)[0]! & 1 ? 1 : 0));
    this.#names = new Names([...patterns]);
    this.#texts = new Texts(this.#addresses, this.#names, [...known]);
  }

  all(): Record<string, Json> {
    const entries = Object.entries(this.#evidence).map(([stored, entry]) => {
      const cut = stored.indexOf('@');
      const key = cut < 0 ? stored : `${stored.slice(0, cut)}@${this.#texts.free(stored.slice(cut + 1))}`;
      return [key, this.#value(entry, '')] as const;
    });
    return Object.fromEntries(entries);
  }

  #digest(text: string): Buffer {
    return createHmac('sha256', this.#secret).update(text).digest();
  }

  #value(value: Json, key: string): Json {
    if (typeof value === 'string') return this.#string(value, key);
    if (Array.isArray(value)) return value.map((one: Json) => this.#value(one, key === 'path' ? 'names' : key));
    if (value === null || typeof value !== 'object') return value;
    const object = value as Readonly<Record<string, Json>>;
    const out = Object.fromEntries(Object.entries(object).map(([name, one]) => [name, this.#value(one, name)]));
    const { prefix, length, name, loopback } = object;
    if (typeof prefix === 'string' && typeof length === 'number') out.prefix = this.#addresses.network(prefix, length);
    if (typeof name === 'string' && typeof loopback === 'boolean') out.name = this.#names.interface(name);
    return out;
  }

  #string(text: string, key: string): string {
    if (OURS.includes(key)) return text;
    if (BYTES.includes(key)) return '';
    if (DIGEST.test(text)) return this.#digest(text).toString('hex');
    if (key === 'serial') return this.#serial(text);
    if (key === 'firstBytes') return this.#bytes(text);
    if (key === 'interface') return this.#names.interface(text);
    if (isIP(text.replace(/%.*$/, '')) !== 0) return this.#addresses.of(text);
    if (PATHS.includes(key)) return this.#names.path(text);
    if (DISTINGUISHED_NAME.test(text)) return this.#distinguishedName(text);
    if (WORDS.includes(key)) return this.#attribute(text);
    if (HOSTS.includes(key)) return /^[a-z0-9-]+$/i.test(text) ? this.#names.host(text) : this.#texts.of(text);
    return FREE.includes(key) ? this.#texts.free(text) : this.#texts.of(text);
  }

  /** A distinguished name, in whatever order: the values alone are disguised. */
  #distinguishedName(text: string): string {
    const separators = /(, ?|\+| \+ )(?=(?:[A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)+)=)/;
    return text
      .split(separators)
      .map((part) =>
        part.replace(/^([^=]+)=(.*)$/s, (_, type: string, value: string) => `${type}=${this.#attribute(value)}`),
      )
      .join('');
  }

  /** A value of a name: a host's name where it is one, words where it is not. */
  #attribute(value: string): string {
    const whole = this.#texts.free(value);
    return /\s/.test(value) || whole === value ? this.#names.words(value) : whole;
  }

  #serial(text: string): string {
    return /^-?0*$/.test(text) ? text : this.#digest(text).toString('hex').slice(0, Math.max(2, text.length));
  }

  /** The first bytes, in hexadecimal, may be a greeting with the server's name. */
  #bytes(hex: string): string {
    return Buffer.from(this.#texts.free(Buffer.from(hex, 'hex').toString('latin1')), 'latin1').toString('hex');
  }
}

/** All texts with the key that each stands under. */
function* strings(value: Json, key: string): Generator<readonly [key: string, text: string]> {
  if (typeof value === 'string') yield [key, value];
  else if (Array.isArray(value)) for (const one of value) yield* strings(one, key);
  else if (value !== null && typeof value === 'object')
    for (const [name, one] of Object.entries(value)) yield* strings(one, name);
}
