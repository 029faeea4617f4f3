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
 * The host that a diagnosis of a target burdens: the address of `--address` where there is one, else the target's own.
 * This machine is asked as often as it can be; what is no target burdens nobody.
 */
export function burdened(input: string, addresses: readonly string[]): string | undefined {
  const parsed = parseTarget(input);
  if ('failure' in parsed) return undefined;
  const host = addresses[0] ?? parsed.target.host.toLowerCase().replace(/\.$/, '');
  return isLoopback(host) ? undefined : host;
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

  /** Milliseconds until a diagnosis of the host may begin; `Infinity` while others have to end first. */
  wait(host: string | undefined): number {
    const guest = host === undefined ? undefined : this.#guests.get(host);
    if (guest === undefined) return 0;
    if (guest.running >= this.#manners.atOnce) return Number.POSITIVE_INFINITY;
    return Math.max(0, guest.notBefore - this.#now());
  }

  /** A diagnosis of the host begins. */
  enter(host: string | undefined): void {
    if (host === undefined) return;
    this.#forgetIdle();
    const guest = this.#guests.get(host) ?? { running: 0, notBefore: 0 };
    guest.running += 1;
    guest.notBefore = this.#now() + this.#manners.apartMs;
    this.#guests.set(host, guest);
  }

  /** It ended. */
  leave(host: string | undefined): void {
    const guest = host === undefined ? undefined : this.#guests.get(host);
    if (guest) guest.running -= 1;
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
