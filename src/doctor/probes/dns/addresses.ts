import { isIP } from 'node:net';
import type { HostAddress } from '../../evidence/dns.ts';
import { defineProbe } from '../../probe.ts';
import { isLoopback } from '../../target.ts';

/** At most so many addresses of one name are tried: the budget of connections is shared by everything. */
const MOST = 6;

/** The addresses to connect to: the target's own, those of `--address`, or what the name resolved to. */
export const addressesProbe = defineProbe({
  yields: 'addresses',
  stage: 'quick',
  connects: false,
  needs: ['target', 'request'],
  reads: ['dns.lookup', 'local.machine'],
  async run({ target, request, 'dns.lookup': lookup, 'local.machine': machine }) {
    if (request.addresses.length > 0) return { value: { source: 'flag', list: request.addresses.map(withFamily) } };
    // A server's machine is looked at from all sides: loopback, and each address that others may use.
    if (request.mode === 'server' && request.host === undefined && machine?.state === 'ok') {
      const own = machine.value.addresses.filter((address) => !isLinkLocal(address));
      return { value: { source: 'machine', list: loopbackFirst(own).slice(0, MOST).map(withFamily) } };
    }
    if (target.hostKind !== 'name') return { value: { source: 'literal', list: [withFamily(target.host)] } };
    if (lookup?.state !== 'ok') return { blockedBy: 'dns.lookup' };
    const unique = lookup.value.addresses.filter(
      ({ address }, index, all) => all.findIndex((other) => other.address === address) === index,
    );
    return { value: { source: 'lookup', list: unique.slice(0, MOST) } };
  },
});

function isLinkLocal(address: string): boolean {
  return /^fe[89ab]/i.test(address) || address.startsWith('169.254.');
}

function loopbackFirst(addresses: readonly string[]): string[] {
  return [...addresses].sort((a, b) => Number(isLoopback(b)) - Number(isLoopback(a)));
}

function withFamily(address: string): HostAddress {
  return { address, family: isIP(address) === 6 ? 6 : 4 };
}
