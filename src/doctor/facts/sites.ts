import { BlockList, isIP } from 'node:net';
import { familyOf } from './addresses.ts';

/**
 * Top-level names that no public authority issues for (RFC 6761, 6762, 8375, 9476), and those that people use as if.
 * `example` is not among them: it stands for public names in scrubbed records.
 */
const PRIVATE_TOPS: readonly string[] = [
  'alt',
  'arpa',
  'corp',
  'home',
  'internal',
  'intranet',
  'invalid',
  'lab',
  'lan',
  'local',
  'localdomain',
  'localhost',
  'onion',
  'private',
  'test',
];

/** Networks that the internet does not route to (RFC 1918, 3927, 4193, 6598). */
const PRIVATE_NETWORKS = new BlockList();
for (const [network, length] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  PRIVATE_NETWORKS.addSubnet(network, length, 'ipv4');
PRIVATE_NETWORKS.addSubnet('fc00::', 7, 'ipv6');
PRIVATE_NETWORKS.addSubnet('fe80::', 10, 'ipv6');
PRIVATE_NETWORKS.addSubnet('::', 127, 'ipv6');

/** Whether a name could have a certificate of a public authority. */
export function isPublicName(host: string): boolean {
  const labels = host.toLowerCase().replace(/\.$/, '').split('.');
  return isIP(host) === 0 && labels.length > 1 && !PRIVATE_TOPS.includes(labels.at(-1) ?? '');
}

/** Whether the internet routes to an address. */
export function isPublicAddress(address: string): boolean {
  return !PRIVATE_NETWORKS.check(address, familyOf(address) === 6 ? 'ipv6' : 'ipv4');
}

/** The part of a name that tells its owner: the last two labels, or three where the last is a country's. */
export function siteOf(host: string): string {
  const labels = host.toLowerCase().replace(/\.$/, '').split('.');
  const count = labels.at(-1)?.length === 2 && (labels.at(-2)?.length ?? 0) <= 3 ? 3 : 2;
  return labels.slice(-count).join('.');
}

/** Whether two names may well be of one owner. */
export function sameSite(a: string, b: string): boolean {
  return siteOf(a) === siteOf(b);
}
