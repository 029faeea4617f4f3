import { isLoopback, parseTarget } from '../target.ts';

/** How one host is treated. */
export interface Manners {
  /** Diagnoses of one host at the same time. */
  readonly atOnce: number;
  /** Milliseconds from the start of one diagnosis of a host to the start of the next. */
  readonly apartMs: number;
}

/** What a server at its limits, or a firewall that counts connections, can be expected to take from one client. */
export const POLITE: Manners = { atOnce: 2, apartMs: 100 };

interface Guest {
  running: number;
  /** By `performance.now()`; earlier no diagnosis begins. */
  notBefore: number;
}

/**
 * The addresses that a diagnosis of a target burdens: those of `--address` where there are any, else the target's own, for
 * which a name has to be looked up. Names of one machine are one machine; a name without an address stands for itself. This
 * machine is asked as often as it can be; what is no target burdens nobody.
 */
export function burdened(
  input: string,
  addresses: readonly string[],
  lookup: (host: string) => Promise<readonly { readonly address: string }[]>,
): readonly string[] | Promise<readonly string[]> {
  const parsed = parseTarget(input);
  if ('failure' in parsed) return [];
  const { host, hostKind } = parsed.target;
  const others = (all: readonly string[]) => [...new Set(all)].filter((one) => !isLoopback(one));
  if (addresses.length > 0) return others(addresses);
  if (hostKind !== 'name' || isLoopback(host)) return others([host]);
  return lookup(host).then(
    (found) => others(found.map(({ address }) => address)),
    () => [host.toLowerCase().replace(/\.$/, '')],
  );
}

/** Sees to it that no host gets too many diagnoses at once. Remembers only hosts of which something is going on. */
export class Politeness {
  readonly #manners: Manners;
  readonly #now: () => number;
  readonly #guests = new Map<string, Guest>();

  constructor(manners: Manners = POLITE, now = () => performance.now()) {
    this.#manners = manners;
    this.#now = now;
  }

  /** Milliseconds until a diagnosis that burdens these hosts may begin; `Infinity` while others have to end first. */
  wait(hosts: readonly string[]): number {
    let longest = 0;
    for (const host of hosts) {
      const guest = this.#guests.get(host);
      if (guest === undefined) continue;
      if (guest.running >= this.#manners.atOnce) return Number.POSITIVE_INFINITY;
      longest = Math.max(longest, guest.notBefore - this.#now());
    }
    return longest;
  }

  /** A diagnosis that burdens these hosts begins. */
  enter(hosts: readonly string[]): void {
    for (const host of hosts) {
      this.#forgetIdle();
      const guest = this.#guests.get(host) ?? { running: 0, notBefore: 0 };
      guest.running += 1;
      guest.notBefore = this.#now() + this.#manners.apartMs;
      this.#guests.set(host, guest);
    }
  }

  /** It ended. */
  leave(hosts: readonly string[]): void {
    for (const host of hosts) {
      const guest = this.#guests.get(host);
      if (guest) guest.running -= 1;
    }
  }

  /** Maps keep the order of insertion: the oldest come first, and few are looked at each time. */
  #forgetIdle(): void {
    let looked = 0;
    for (const [host, { running, notBefore }] of this.#guests) {
      if (++looked > 4) return;
      if (running === 0 && notBefore <= this.#now()) this.#guests.delete(host);
    }
  }
}
