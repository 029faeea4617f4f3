import { isIP } from 'node:net';
import type { HostAddress } from '../../evidence/dns.ts';
import { defineProbe } from '../../probe.ts';

/** At most so many addresses of one name are tried: the budget of connections is shared by everything. */
const MOST = 6;

/** The addresses to connect to: the target's own, those of `--address`, or what the name resolved to. */
export const addressesProbe = defineProbe({
  yields: 'addresses',
  stage: 'quick',
  connects: false,
  needs: ['target', 'request'],
  reads: ['dns.lookup'],
  async run({ target, request, 'dns.lookup': lookup }) {
    if (request.addresses.length > 0) return { value: { source: 'flag', list: request.addresses.map(withFamily) } };
    if (target.hostKind !== 'name') return { value: { source: 'literal', list: [withFamily(target.host)] } };
    if (lookup?.state !== 'ok') return { blockedBy: 'dns.lookup' };
    const unique = lookup.value.addresses.filter(
      ({ address }, index, all) => all.findIndex((other) => other.address === address) === index,
    );
    return { value: { source: 'lookup', list: unique.slice(0, MOST) } };
  },
});

function withFamily(address: string): HostAddress {
  return { address, family: isIP(address) === 6 ? 6 : 4 };
}
