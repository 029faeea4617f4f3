import type { HostAddress } from '../evidence/dns.ts';
import type { Member } from '../evidence.ts';

/** An address that failed, and how. */
export interface DeadAddress extends HostAddress {
  readonly code: string;
  /** Milliseconds until the failure. */
  readonly ms: number;
}

/** Codes of attempts that were never made, or that this machine failed at before a packet left it. */
const NO_VERDICT = ['DEADLINE', 'BUDGET', 'PROBE_ERROR', 'EMFILE', 'ENFILE', 'EADDRNOTAVAIL'];

/**
 * The addresses of a name that failed on the network, while others may work. An address family that this machine does
 * not have is no fault of the address. `ipv6Broken`: nothing comes back over IPv6 at all, while IPv4 works.
 */
export function deadAddresses(
  list: readonly HostAddress[],
  connects: readonly Member<'tcp.connect'>[],
): { readonly dead: readonly DeadAddress[]; readonly ipv6Broken: boolean } {
  const entryOf = (address: string) => connects.find(({ at }) => at === address)?.entry;
  const dead = list.flatMap(({ address, family }): DeadAddress[] => {
    const entry = entryOf(address);
    if (entry?.state !== 'failed' || entry.failure.local || NO_VERDICT.includes(entry.failure.code)) return [];
    return [{ address, family, code: entry.failure.code, ms: entry.ms }];
  });
  const own = list.filter(({ family }) => family === 6);
  const silent = dead.filter(({ family, code }) => family === 6 && code !== 'ECONNREFUSED');
  const ipv4Works = list.some(({ address, family }) => family === 4 && entryOf(address)?.state === 'ok');
  return { dead, ipv6Broken: own.length > 0 && silent.length === own.length && ipv4Works };
}
