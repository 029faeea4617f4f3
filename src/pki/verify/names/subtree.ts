import type { GeneralName } from '../../parse/general-name.ts';
import { isDnsName } from './dns-name.ts';
import { parseMailbox } from './mailbox.ts';
import { uriHost } from './uri-host.ts';

/**
 * How a name stands to a subtree of name constraints (RFC 5280 4.2.1.10): `within` it, `outside`, `overlaps` where a wildcard
 * may stand for a name within, or `unclear` where the name is malformed, so that nothing can be said of it.
 */
export type Standing = 'within' | 'outside' | 'overlaps' | 'unclear';

/** Types of names whose constraints are understood; others must not appear where they are constrained. */
export const CONSTRAINABLE: readonly GeneralName['type'][] = ['dns', 'email', 'uri', 'ip', 'directory'];

/** Standing of a name to a subtree of the same type. */
export function standing(name: GeneralName, base: GeneralName): Standing {
  if (name.malformed || base.malformed) return 'unclear';
  if (name.type === 'ip' && base.type === 'ip') return ipStanding(name.bytes, base.bytes);
  if (name.type === 'directory' && base.type === 'directory')
    return directoryStanding(name.name.rdnKeys, base.name.rdnKeys);
  if (!('value' in name && 'value' in base) || name.type !== base.type) return 'unclear';
  const text = name.value ?? '';
  switch (base.type) {
    case 'dns':
      return dnsStanding(text.toLowerCase(), base.value.toLowerCase());
    case 'email':
      return emailStanding(text, base.value);
    case 'uri':
      return hostStanding(uriHost(text), base.value.toLowerCase());
    default:
      return 'unclear';
  }
}

/** Whether a subtree's base is what its type demands. */
export function isValidBase(base: GeneralName, { leadingDot = false } = {}): boolean {
  if (base.malformed) return false;
  switch (base.type) {
    case 'dns':
      return base.value === '' || isDnsName(leadingDot ? base.value.replace(/^\./, '') : base.value);
    case 'email':
      if (base.value.includes('@')) return parseMailbox(base.value) !== undefined;
      return base.value === '' || isDnsName(base.value.replace(/^\./, ''));
    case 'uri':
      return base.value === '' || isDnsName(base.value.replace(/^\./, ''));
    default:
      return true;
  }
}

/** Zero or more labels may be added on the left. A leading dot, which only `path` lets through, asks for one at least. */
function dnsStanding(name: string, base: string): Standing {
  const wildcard = name.startsWith('*.');
  const concrete = wildcard ? name.slice(2) : name;
  if (!isDnsName(concrete.replaceAll('_', 'x'))) return 'unclear';
  const below = (a: string, b: string) =>
    b.startsWith('.') ? a.endsWith(b) : b === '' || a === b || a.endsWith(`.${b}`);
  if (below(concrete, base) || (wildcard && base === `.${concrete}`)) return 'within';
  const parent = base.slice(base.indexOf('.') + 1);
  return wildcard && base.includes('.') && parent === concrete ? 'overlaps' : 'outside';
}

function emailStanding(name: string, base: string): Standing {
  const mailbox = parseMailbox(name);
  if (!mailbox) return 'unclear';
  if (!base.includes('@')) return hostStanding(mailbox.host, base.toLowerCase());
  const wanted = parseMailbox(base);
  if (!wanted) return 'unclear';
  return mailbox.local === wanted.local && mailbox.host === wanted.host ? 'within' : 'outside';
}

/** A host, or with a leading dot any host below a domain; the domain itself is not below itself. */
function hostStanding(host: string | undefined, base: string): Standing {
  if (host === undefined) return 'unclear';
  if (base === '') return 'within';
  return (base.startsWith('.') ? host.endsWith(base) : host === base) ? 'within' : 'outside';
}

function ipStanding(address: Uint8Array, network: Uint8Array): Standing {
  const size = network.length / 2;
  if (address.length !== size) return 'outside';
  for (let i = 0; i < size; i++) {
    if (((address[i]! ^ network[i]!) & network[size + i]!) !== 0) return 'outside';
  }
  return 'within';
}

/** A name is within a subtree when the base's relative names are its first ones. */
function directoryStanding(name: readonly string[], base: readonly string[]): Standing {
  return base.length <= name.length && base.every((rdn, i) => rdn === name[i]) ? 'within' : 'outside';
}
