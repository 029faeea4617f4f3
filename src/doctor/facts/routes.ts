import type { Neighbour, Route, RouteKind } from '../evidence/ip.ts';
import { inPrefix } from './addresses.ts';

const RTF_GATEWAY = 0x2;
const RTF_REJECT = 0x200;
const RTF_LOCAL = 0x8000_0000;
/** The kernel's own "no route" entry of IPv6 has the worst metric of all. */
const LAST_RESORT = 0xffff_ffff;
const REFUSING = ['prohibit', 'blackhole', 'unreachable'] as const;

/** Routes of /proc/net/route; addresses are 32-bit words in host byte order (little-endian wherever Node 22 runs). */
export function parseRoutes4(table: string): Route[] {
  return table.split('\n').flatMap((line): Route[] => {
    const [name, destination, gateway, flagWord, , , , mask] = line.trim().split(/\s+/);
    if (name === undefined || mask === undefined || !/^[0-9A-F]{8}$/.test(destination ?? '')) return [];
    const flags = Number.parseInt(flagWord ?? '0', 16);
    if (name === '*') return [];
    return [
      {
        family: 4,
        prefix: dotted(destination ?? ''),
        length: bitsOf(mask),
        gateway: (flags & RTF_GATEWAY) === 0 ? '' : dotted(gateway ?? ''),
        interface: name,
        kind: 'unicast',
      },
    ];
  });
}

/** The routes of /proc/net/fib_trie that refuse: it alone says in which way. */
export function parseRefusingRoutes4(trie: string): Route[] {
  const found = new Map<string, Route>();
  let prefix = '';
  for (const line of trie.split('\n')) {
    const leaf = /^\s*\|-- ([\d.]+)$/.exec(line)?.[1];
    if (leaf !== undefined) prefix = leaf;
    const [, length, word = ''] = /^\s*\/(\d+) \w+ ([A-Z]+)/.exec(line) ?? [];
    const kind = REFUSING.find((one) => one === word.toLowerCase());
    if (length === undefined || kind === undefined) continue;
    found.set(`${prefix}/${length}`, { family: 4, prefix, length: Number(length), gateway: '', interface: '', kind });
  }
  return [...found.values()];
}

/** Routes of /proc/net/ipv6_route; it does not say in which way a route refuses. */
export function parseRoutes6(table: string): Route[] {
  return table.split('\n').flatMap((line): Route[] => {
    const words = line.trim().split(/\s+/);
    const [prefix = '', length = '', , , gateway = '', metric = '', , , flagWord = ''] = words;
    if (words.length < 10) return [];
    const flags = Number.parseInt(flagWord, 16);
    if ((flags & RTF_LOCAL) >>> 0 !== 0 || Number.parseInt(metric, 16) === LAST_RESORT) return [];
    const kind: RouteKind = (flags & RTF_REJECT) === 0 ? 'unicast' : 'reject';
    const via = (flags & RTF_GATEWAY) === 0 ? '' : colons(gateway);
    const bits = Number.parseInt(length, 16);
    return [{ family: 6, prefix: colons(prefix), length: bits, gateway: via, interface: words[9] ?? '', kind }];
  });
}

/** Rows of /proc/net/arp; an address without a hardware address did not answer. */
export function parseNeighbours(table: string): Neighbour[] {
  return table.split('\n').flatMap((line): Neighbour[] => {
    const [address = '', , flags = '', , , name = ''] = line.trim().split(/\s+/);
    if (!/^[\d.]+$/.test(address)) return [];
    return [{ address, interface: name, complete: (Number.parseInt(flags, 16) & 2) !== 0 }];
  });
}

/** The route that an address takes: the longest prefix, where several fit. */
export function routeTo(routes: readonly Route[], address: string): Route | undefined {
  const family = address.includes(':') ? 6 : 4;
  return routes
    .filter((route) => route.family === family && inPrefix(address, route.prefix, route.length))
    .sort((a, b) => b.length - a.length || Number(b.kind !== 'unicast') - Number(a.kind !== 'unicast'))[0];
}

/** Whether a family has a default route. */
export function hasDefault(routes: readonly Route[], family: 4 | 6): boolean {
  return routes.some((route) => route.family === family && route.length === 0 && route.kind === 'unicast');
}

function bytesOf(word: string): number[] {
  return (word.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)).reverse();
}

function dotted(word: string): string {
  return bytesOf(word).join('.');
}

function bitsOf(mask: string): number {
  return bytesOf(mask).reduce((bits, byte) => bits + byte.toString(2).replaceAll('0', '').length, 0);
}

function colons(hex: string): string {
  return new URL(`http://[${(hex.match(/.{4}/g) ?? []).join(':')}]`).hostname.slice(1, -1);
}
