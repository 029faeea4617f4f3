import { DerCursor } from '../der/cursor.ts';
import type { ExtensionInput } from '../engine.ts';
import { keyPurposeName } from '../oids/key-purposes.ts';
import { type ExtensionKey, knownExtension } from '../parse/extensions/registry.ts';
import type { GeneralName } from '../parse/general-name.ts';
import { configValue } from './config.ts';

/** Key purposes whose names openssl shares with RFC 5280. */
const PURPOSES: readonly string[] = [
  'serverAuth',
  'clientAuth',
  'codeSigning',
  'emailProtection',
  'timeStamping',
  'OCSPSigning',
];

/**
 * Extensions as sections of an OpenSSL configuration (x509v3_config(5)): the usual ones in words, everything else as DER, which
 * loses nothing.
 */
export function extensionSections(name: string, extensions: readonly ExtensionInput[]): string[] {
  const sections: string[] = [];
  const lines = extensions.map((extension) => {
    const words = inWords(extension, sections);
    const value = words ?? `DER:${Buffer.from(extension.value).toString('hex')}`;
    const key = words === undefined ? extension.oid : knownExtension(extension.oid)!.key;
    return `${key} = ${extension.critical ? 'critical,' : ''}${value}`;
  });
  return [`[${name}]`, ...lines, ...sections];
}

/** Key identifiers: openssl works them out itself. */
export const KEY_IDENTIFIERS = ['subjectKeyIdentifier = hash', 'authorityKeyIdentifier = keyid:always'] as const;

function inWords({ oid, value }: ExtensionInput, sections: string[]): string | undefined {
  const known = knownExtension(oid);
  if (known === undefined) return undefined;
  const parsed = known.read(new DerCursor(Buffer.from(value)));
  const writers: Partial<Record<ExtensionKey, () => string | undefined>> = {
    basicConstraints: () => {
      const { ca, pathLength } = parsed as { ca: boolean; pathLength?: number | undefined };
      return `CA:${ca ? 'TRUE' : 'FALSE'}${pathLength === undefined ? '' : `,pathlen:${pathLength}`}`;
    },
    keyUsage: () => (parsed as readonly string[]).join(','),
    extendedKeyUsage: () => (parsed as readonly string[]).map(purpose).join(','),
    subjectAltName: () => names(parsed as readonly GeneralName[], sections),
  };
  return writers[known.key]?.();
}

function purpose(oid: string): string {
  const name = keyPurposeName(oid);
  return name !== undefined && PURPOSES.includes(name) ? name : oid;
}

/** A section of its own: in one line, a comma would end a name. */
function names(list: readonly GeneralName[], sections: string[]): string | undefined {
  const kinds = { dns: 'DNS', ip: 'IP', email: 'email', uri: 'URI' } as const;
  const lines: string[] = [];
  for (const [index, name] of list.entries()) {
    if (!(name.type in kinds)) return undefined;
    const { type, value } = name as { type: keyof typeof kinds; value: string };
    lines.push(`${kinds[type]}.${index + 1} = ${configValue(value)}`);
  }
  sections.push('[names]', ...lines);
  return '@names';
}
