import { keyPurposeName } from '../oids/key-purposes.ts';
import type { Extension, ExtensionKey, ExtensionValues } from '../parse/index.ts';
import { generalNameText } from './names.ts';
import { type Plain, plain } from './plain.ts';

/** One extension, free of language. */
export interface ExtensionDescription {
  readonly oid: string;
  /** RFC 5280's name; the OID where the extension is not known. */
  readonly name: string;
  readonly critical: boolean;
  /** The value that was read; null where the extension is unknown or broken. */
  readonly value: Plain;
  /** Its bytes in hexadecimal, where the value could not be read. */
  readonly bytes?: string;
  readonly broken?: string;
}

/** Describes one extension; a broken or unknown one with its bytes. */
export function describeExtension({ oid, key, critical, value, parsed, broken }: Extension): ExtensionDescription {
  const base = { oid, name: key ?? oid, critical };
  if (broken) return { ...base, value: null, bytes: value.toString('hex'), broken: broken.fault };
  if (key === undefined || parsed === undefined) return { ...base, value: null, bytes: value.toString('hex') };
  return { ...base, value: shownValue(key, parsed) };
}

type Shower<K extends ExtensionKey> = (value: ExtensionValues[K]) => Plain;

/** Values that read better in the form that people know them by. */
const SHOWERS: { readonly [K in ExtensionKey]?: Shower<K> } = {
  subjectAltName: (names) => names.map(generalNameText),
  issuerAltName: (names) => names.map(generalNameText),
  certificateIssuer: (names) => names.map(generalNameText),
  extendedKeyUsage: (purposes) => purposes.map((oid) => keyPurposeName(oid) ?? oid),
  nameConstraints: (constraints) => {
    const texts = (subtrees: ExtensionValues['nameConstraints']['permitted']) =>
      (subtrees ?? []).map(({ base }) => generalNameText(base));
    return { permitted: texts(constraints.permitted), excluded: texts(constraints.excluded) };
  },
};

function shownValue<K extends ExtensionKey>(key: K, parsed: ExtensionValues[ExtensionKey]): Plain {
  const shower = SHOWERS[key] as Shower<K> | undefined;
  return shower ? shower(parsed as ExtensionValues[K]) : plain(parsed);
}
