import { domainToASCII } from 'node:url';
import { parseIp } from '../../parse/ip-address.ts';

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

/**
 * Whether a text is a DNS name in the preferred syntax (RFC 1034 3.5, RFC 1123 2.1), as a SAN must hold it: letters, digits
 * and hyphens, no trailing dot, no address. `*` may be its whole first label where wildcards are allowed.
 */
export function isDnsName(text: string, { wildcard = false } = {}): boolean {
  const name = wildcard && text.startsWith('*.') ? text.slice(2) : text;
  if (name === '' || name.length > 253) return false;
  const labels = name.split('.');
  return labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1)!);
}

/** The reference identifier (RFC 9525 4) of what the user typed: an address, or a DNS name in A-labels and lower case. */
export function hostReference(host: string): { readonly ip: Buffer } | { readonly dns: string } | undefined {
  const ip = parseIp(host.replace(/^\[(.*)\]$/, '$1'));
  if (ip) return { ip };
  const name = host.replace(/\.$/, '');
  const ascii = /[^\x00-\x7f]/.test(name) ? domainToASCII(name) : name.toLowerCase();
  return ascii === '' ? undefined : { dns: ascii };
}

/**
 * Whether a presented DNS name matches a host (RFC 9525 6.3): without regard to case; `*` stands for exactly one label, only
 * as the whole first one, and only above at least two labels.
 */
export function matchesHost(presented: string, host: string): boolean {
  const pattern = presented.toLowerCase();
  if (!pattern.includes('*')) return pattern === host && isDnsName(pattern.replaceAll('_', 'x'));
  const parent = pattern.slice(2);
  if (!pattern.startsWith('*.') || !isDnsName(parent) || !parent.includes('.')) return false;
  const dot = host.indexOf('.');
  return dot > 0 && host.slice(dot + 1) === parent;
}
