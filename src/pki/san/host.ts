import { AppError } from '../../errors/app-error.ts';
import { formatIp, parseIp } from '../parse/ip-address.ts';
import { dnsName } from './dns.ts';
import { emailAddress } from './email.ts';
import { uri } from './uri.ts';

/** The kinds of name that a host flag can give. */
export type HostType = 'dns' | 'ip' | 'email' | 'uri';

/** One name for subjectAltName, normalised to what goes into the certificate. */
export type Host =
  | { readonly type: 'dns' | 'email' | 'uri'; readonly value: string }
  | { readonly type: 'ip'; readonly value: string; readonly bytes: Buffer };

/**
 * Reads one host as typed: its shape tells what it is, or a prefix (`dns:`, `ip:`, `email:`, `uri:`) does.
 * @throws AppError ERR_HOST_EMPTY, ERR_HOST_CONTROL_CHARACTER, ERR_HOST_ADDRESS, ERR_HOST_ZONE, ERR_HOST_NETWORK,
 *   ERR_HOST_PORT, ERR_HOST_IS_ADDRESS, and those of `dnsName`, `emailAddress` and `uri`
 */
export function parseHost(text: string): Host {
  const match = /^(dns|ip|email|uri):(.*)$/is.exec(text.trim());
  const value = (match?.[2] ?? text).trim();
  if (value === '') throw new AppError('ERR_HOST_EMPTY');
  if (/[\u0000-\u001f\u007f-\u009f]/.test(value)) throw new AppError('ERR_HOST_CONTROL_CHARACTER', { host: value });
  switch ((match?.[1]?.toLowerCase() as HostType | undefined) ?? shapeOf(value)) {
    case 'ip':
      return address(value);
    case 'email':
      return { type: 'email', value: emailAddress(value) };
    case 'uri':
      return { type: 'uri', value: uri(value) };
    case 'dns':
      if (parseIp(bare(value)) !== undefined)
        throw new AppError('ERR_HOST_IS_ADDRESS', { host: value, address: bare(value) });
      return { type: 'dns', value: dnsName(value) };
  }
}

/** Reads a list of hosts; those said twice are kept once. @throws AppError as `parseHost` */
export function parseHosts(texts: readonly string[]): Host[] {
  const hosts = new Map<string, Host>();
  for (const text of texts) {
    const host = parseHost(text);
    const key = `${host.type}:${host.value}`;
    if (!hosts.has(key)) hosts.set(key, host);
  }
  return [...hosts.values()];
}

function shapeOf(value: string): HostType {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value) || /^urn:/i.test(value)) return 'uri';
  if (value.includes('@')) return 'email';
  if (/^\[.*\]$/.test(value) || parseIp(value) !== undefined) return 'ip';
  // What only an address can look like is judged as one, so that its error speaks of addresses.
  if (/^[\d.]+$/.test(value) || /^[\d.]+\/\d+$/.test(value) || (value.match(/:/g) ?? []).length > 1) return 'ip';
  return 'dns';
}

function bare(value: string): string {
  return /^\[(.*)\]$/.exec(value)?.[1] ?? value;
}

function address(value: string): Host {
  const text = bare(value);
  if (/^[\da-f:.]+\/\d+$/i.test(text)) throw new AppError('ERR_HOST_NETWORK', { host: value });
  if (text.includes('%')) throw new AppError('ERR_HOST_ZONE', { host: value, address: text.replace(/%.*$/, '') });
  const bytes = parseIp(text);
  if (bytes === undefined) throw new AppError('ERR_HOST_ADDRESS', { host: value });
  // An IPv4-mapped address is matched by nobody: clients compare four octets with four.
  const mapped = bytes.length === 16 && bytes.subarray(0, 12).equals(Buffer.from('00000000000000000000ffff', 'hex'));
  const octets = mapped ? bytes.subarray(12) : bytes;
  return { type: 'ip', value: formatIp(octets), bytes: Buffer.from(octets) };
}
