import { domainToUnicode } from 'node:url';
import type { GeneralName } from '../parse/index.ts';

const PREFIX = { dns: 'DNS', email: 'email', uri: 'URI', ip: 'IP', registeredId: 'RID' } as const;

/** A GeneralName as openssl and people write it: `DNS:example.org`, `IP:192.0.2.1`. */
export function generalNameText(name: GeneralName): string {
  switch (name.type) {
    case 'directory':
      return `DirName:${name.name}`;
    case 'other':
      return `otherName:${name.oid}:${name.value ?? name.der.toString('hex')}`;
    case 'x400':
    case 'ediParty':
      return `${name.type}:${name.der.toString('hex')}`;
    default:
      return `${PREFIX[name.type]}:${name.value}`;
  }
}

/** The Unicode form of an internationalised DNS name; undefined where there is none, or where it would not round-trip. */
export function unicodeForm(name: GeneralName): string | undefined {
  if (name.type !== 'dns' || !/(^|\.)xn--/i.test(name.value)) return undefined;
  const unicode = domainToUnicode(name.value.replace(/^\*\./, ''));
  if (unicode === '') return undefined;
  return name.value.startsWith('*.') ? `*.${unicode}` : unicode;
}
