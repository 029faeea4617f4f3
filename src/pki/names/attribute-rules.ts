import { ATTRIBUTE_TYPES } from '../oids/attributes.ts';

/** Which string type an attribute's value is written as. */
export type ValueSyntax = 'directory' | 'printable' | 'ia5' | 'country';

/** What RFC 5280 appendix A (and X.520, RFC 4519 where that is silent) asks of one attribute's value. */
export interface AttributeRule {
  readonly syntax: ValueSyntax;
  /** Upper bound in characters. */
  readonly max: number;
}

const DEFAULT: AttributeRule = { syntax: 'directory', max: 32768 };

/** By dotted OID; what is not here is a DirectoryString up to ub-name. */
const RULES: Readonly<Record<string, AttributeRule>> = {
  '2.5.4.3': { syntax: 'directory', max: 64 },
  '2.5.4.5': { syntax: 'printable', max: 64 },
  '2.5.4.6': { syntax: 'country', max: 2 },
  '2.5.4.7': { syntax: 'directory', max: 128 },
  '2.5.4.8': { syntax: 'directory', max: 128 },
  '2.5.4.9': { syntax: 'directory', max: 128 },
  '2.5.4.10': { syntax: 'directory', max: 64 },
  '2.5.4.11': { syntax: 'directory', max: 64 },
  '2.5.4.12': { syntax: 'directory', max: 64 },
  '2.5.4.13': { syntax: 'directory', max: 1024 },
  '2.5.4.15': { syntax: 'directory', max: 128 },
  '2.5.4.17': { syntax: 'directory', max: 40 },
  '2.5.4.20': { syntax: 'printable', max: 32 },
  '2.5.4.46': { syntax: 'printable', max: 32768 },
  '2.5.4.65': { syntax: 'directory', max: 128 },
  '2.5.4.97': { syntax: 'directory', max: 256 },
  '0.9.2342.19200300.100.1.1': { syntax: 'directory', max: 256 },
  '0.9.2342.19200300.100.1.25': { syntax: 'ia5', max: 63 },
  '1.2.840.113549.1.9.1': { syntax: 'ia5', max: 255 },
  '1.2.840.113549.1.9.2': { syntax: 'directory', max: 255 },
  '1.2.840.113549.1.9.8': { syntax: 'directory', max: 255 },
  '1.3.6.1.4.1.311.60.2.1.1': { syntax: 'directory', max: 128 },
  '1.3.6.1.4.1.311.60.2.1.2': { syntax: 'directory', max: 128 },
  '1.3.6.1.4.1.311.60.2.1.3': { syntax: 'country', max: 2 },
};

/** Attributes whose values are no character strings: they can only be given as `#` and their DER (RFC 4514 2.4). */
const STRUCTURED = new Set(['2.5.4.16', '2.5.4.45']);

/** The rule for an attribute type; undefined where its values are no character strings. */
export function attributeRule(oid: string): AttributeRule | undefined {
  return STRUCTURED.has(oid) ? undefined : (RULES[oid] ?? DEFAULT);
}

// Keywords that other tools print and people type.
const ALIASES = Object.entries({
  e: '1.2.840.113549.1.9.1',
  email: '1.2.840.113549.1.9.1',
  s: '2.5.4.8',
  sp: '2.5.4.8',
  g: '2.5.4.42',
  t: '2.5.4.12',
  dnq: '2.5.4.46',
});

let byKeyword: Map<string, string> | undefined;

/** The dotted OID of an attribute keyword in any case (`cn`, `commonName`, `2.5.4.3`, `OID.2.5.4.3`), if it is known or dotted. */
export function attributeOid(keyword: string): string | undefined {
  const key = keyword.trim().toLowerCase();
  const dotted = key.replace(/^oid\./, '');
  if (/^(?:[01]\.(?:[0-9]|[1-3][0-9])|2\.(?:0|[1-9]\d{0,8}))(?:\.(?:0|[1-9]\d{0,18}))+$/.test(dotted)) return dotted;
  byKeyword ??= new Map([
    ...ALIASES,
    ...ATTRIBUTE_TYPES.flatMap(({ oid, short, name }) => [
      [name.toLowerCase(), oid] as [string, string],
      [short.toLowerCase(), oid] as [string, string],
    ]),
  ]);
  return byKeyword.get(key);
}
