import { AppError, isAppError } from '../../errors/app-error.ts';
import { explicit, implicit, sequence } from '../der/encode.ts';
import type { ExtensionInput } from '../engine.ts';
import { extensionOid } from '../parse/extensions/registry.ts';
import { formatIp, parseIp } from '../parse/ip-address.ts';
import { dnsName } from '../san/dns.ts';

/** What an authority may issue for: domains with everything below them, and networks. */
export interface Scope {
  readonly domains: readonly string[];
  readonly networks: readonly Network[];
}

/** A network: its address and its mask, 4 or 16 octets each. */
export interface Network {
  readonly text: string;
  readonly address: Buffer;
  readonly mask: Buffer;
}

const TAG = { email: 1, dns: 2, uri: 6, ip: 7 } as const;

/** What an authority that was told nothing is for: this machine, and names and networks that are nobody's on the Internet. */
const LOCAL = [
  'localhost', // RFC 6761
  'test',
  'local', // RFC 6762
  'home.arpa', // RFC 8375
  'internal',
  '127.0.0.0/8',
  '::1',
  '10.0.0.0/8', // RFC 1918
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  'fc00::/7', // RFC 4193
  'fe80::/10',
];

/**
 * Reads what an authority is for; with nothing given that is local names and private networks.
 * @param machine this machine's name, which is local too where it is a name at all
 * @throws AppError ERR_CA_NETWORK, and those of `dnsName`
 */
export function parseScope(texts: readonly string[], machine?: string): Scope {
  const given = texts.length > 0 ? texts : [...LOCAL, ...(machine !== undefined && isDomain(machine) ? [machine] : [])];
  const networks = given.flatMap((text) => network(text) ?? []);
  const domains = given.filter((text) => network(text) === undefined).map(domain);
  return { domains: [...new Set(domains)], networks };
}

/** A scope in words, as it was given. */
export function scopeTexts({ domains, networks }: Scope): string[] {
  return [...domains, ...networks.map(({ text }) => text)];
}

/**
 * NameConstraints, critical (RFC 5280 4.2.1.10). A kind of name that has no place in the scope is excluded altogether: what is
 * only not mentioned would be free.
 */
export function nameConstraints({ domains, networks }: Scope): ExtensionInput {
  const permitted = [
    ...domains.map((each) => subtree(TAG.dns, each)),
    // For mailboxes and URIs a host means that host alone, and a dot in front all below it.
    ...domains.flatMap((each) => [subtree(TAG.email, each), subtree(TAG.email, `.${each}`)]),
    ...domains.flatMap((each) => [subtree(TAG.uri, each), subtree(TAG.uri, `.${each}`)]),
    ...networks.map(({ address, mask }) => subtree(TAG.ip, Buffer.concat([address, mask]))),
  ];
  const excluded = [
    ...(domains.length > 0 ? [] : [subtree(TAG.dns, ''), subtree(TAG.email, ''), subtree(TAG.uri, '')]),
    ...(networks.length > 0 ? [] : [8, 32].map((size) => subtree(TAG.ip, Buffer.alloc(size)))),
  ];
  const lists = [
    ...(permitted.length > 0 ? [explicit(0, ...permitted)] : []),
    ...(excluded.length > 0 ? [explicit(1, ...excluded)] : []),
  ];
  return { oid: extensionOid('nameConstraints'), critical: true, value: sequence(...lists) };
}

function subtree(tag: number, base: string | Buffer): Buffer {
  return sequence(implicit(tag, typeof base === 'string' ? Buffer.from(base, 'latin1') : base));
}

/** A domain with all that is below it: a star or a dot in front says the same. */
function domain(text: string): string {
  const bare = text.trim().replace(/^(?:dns:)?(?:\*?\.)?/i, '');
  if (bare === '' || /[@/:]/.test(bare)) throw new AppError('ERR_CA_NETWORK', { text });
  return dnsName(bare);
}

function isDomain(text: string): boolean {
  try {
    return dnsName(text) !== '';
  } catch (error) {
    if (!isAppError(error)) throw error;
    return false;
  }
}

function network(text: string): Network | undefined {
  const match = /^(?:ip:)?\[?([\da-f:.]+)\]?(?:\/(\d{1,3}))?$/i.exec(text.trim());
  const bytes = match === null ? undefined : parseIp(match[1]!);
  if (bytes === undefined) return undefined;
  const bits = bytes.length * 8;
  const prefix = Number(match![2] ?? bits);
  if (prefix > bits) throw new AppError('ERR_CA_NETWORK', { text });
  const mask = Buffer.alloc(bytes.length);
  for (let bit = 0; bit < prefix; bit += 1) mask[bit >> 3]! |= 0x80 >> (bit & 7);
  const address = Buffer.from(bytes.map((octet, at) => octet & mask[at]!));
  return { text: `${formatIp(address)}/${prefix}`, address, mask };
}
