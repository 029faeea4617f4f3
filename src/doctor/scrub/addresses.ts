import { isIP } from 'node:net';

/** Gives one bit for a text, always the same: the secret of one scrubbing is in it. */
export type Coin = (text: string) => 0 | 1;

/** Networks whose kind decides verdicts, with the bits that tell them; what lies behind these bits is disguised. */
const KINDS_4: readonly (readonly [prefix: string, bits: number])[] = [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
];
/** The networks of RFC 5737 for documentation, then those of RFC 2544 for benchmarks when these are used up. */
const DOCUMENTATION = ['192.0.2', '198.51.100', '203.0.113'] as const;
/** This machine, nobody, and everybody (RFC 1122, 5771): they name no one. */
const NOBODY_4 = /^(?:0|127|2[2-5]\d)\./;
const DOCUMENTATION_6 = bits6('2001:db8::').slice(0, 32);

/**
 * Disguises addresses: the same one always becomes the same one, of the same family and kind (private, public, this
 * machine), and two that share a private network or an IPv6 prefix still do.
 */
export class Addresses {
  readonly #coin: Coin;
  readonly #networks = new Map<string, string>();

  constructor(coin: Coin) {
    this.#coin = coin;
  }

  /** The disguise of an address, its zone kept; what is no address comes back as it is. */
  of(text: string): string {
    const [address = '', zone] = text.split('%');
    const family = isIP(address);
    const other = family === 4 ? this.#of4(address) : family === 6 ? this.#of6(address) : address;
    return zone === undefined ? other : `${other}%${zone}`;
  }

  /** The disguise of a network: the bits behind its length stay zero. Short ones name nobody and stay. */
  network(prefix: string, length: number): string {
    if (isIP(prefix) === 4) return length <= 8 ? prefix : text4(masked(bits4(this.of(prefix)), length));
    return length < 32 ? prefix : text6(masked(bits6(this.of(prefix)), length));
  }

  #of4(address: string): string {
    if (NOBODY_4.test(address)) return address;
    const bits = bits4(address);
    const kind = KINDS_4.find(([prefix, length]) => bits4(prefix).slice(0, length) === bits.slice(0, length));
    if (kind) return text4(this.#flipped(bits, kind[1]));
    const network = address.split('.').slice(0, 3).join('.');
    const known = this.#networks.get(network) ?? this.#nextNetwork();
    this.#networks.set(network, known);
    return `${known}.${Number.parseInt(this.#flipped(bits, 24).slice(24), 2)}`;
  }

  #nextNetwork(): string {
    const used = this.#networks.size;
    const beyond = used - DOCUMENTATION.length;
    return DOCUMENTATION[used] ?? `198.${18 + ((beyond >> 8) & 1)}.${beyond & 255}`;
  }

  #of6(address: string): string {
    const bits = bits6(address);
    const groups = bits.match(/.{16}/g)!.map((group) => Number.parseInt(group, 2));
    const mapped = groups.slice(0, 5).every((group) => group === 0);
    if (mapped && groups[5] === 0xffff) return text6(bits.slice(0, 96) + bits4(this.#of4(text4(bits.slice(96)))));
    // The unspecified address, loopback, and multicast.
    if ((mapped && groups[5] === 0 && groups[6] === 0) || bits.startsWith('11111111')) return address;
    if (bits.startsWith('1111111010')) return text6(this.#flipped(bits, 64));
    if (bits.startsWith('1111110')) return text6(this.#flipped(bits, 8));
    return text6(DOCUMENTATION_6 + this.#flipped(bits, 32).slice(32));
  }

  /** Keeps the first bits; turns each further one or not, by all before it: what begins alike goes on beginning alike. */
  #flipped(bits: string, from: number): string {
    let out = bits.slice(0, from);
    for (let place = from; place < bits.length; place += 1) {
      out += Number(bits[place]) ^ this.#coin(bits.slice(0, place));
    }
    return out;
  }
}

function masked(bits: string, length: number): string {
  return bits.slice(0, length).padEnd(bits.length, '0');
}

function bits4(address: string): string {
  return address
    .split('.')
    .map((octet) => Number(octet).toString(2).padStart(8, '0'))
    .join('');
}

function text4(bits: string): string {
  return bits
    .match(/.{8}/g)!
    .map((octet) => Number.parseInt(octet, 2))
    .join('.');
}

function bits6(address: string): string {
  const plain = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...octets: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = octets.slice(0, 4).map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
  const [before = '', after] = plain.split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after === undefined || after === '' ? [] : after.split(':');
  const gap = after === undefined ? [] : Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return [...head, ...gap, ...tail].map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('');
}

function text6(bits: string): string {
  const groups = bits.match(/.{16}/g)!.map((group) => Number.parseInt(group, 2).toString(16));
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}
