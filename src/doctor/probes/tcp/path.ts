import type { TcpFailure } from '../../evidence/tcp.ts';
import type { Member } from '../../evidence.ts';
import { defineProbe } from '../../probe.ts';

/** The more a failure says, the earlier it stands for the others. */
const TELLING = ['ECONNREFUSED', 'EACCES', 'EPERM', 'EHOSTUNREACH', 'ENETUNREACH', 'TIMEOUT'];

/** The address that everything above TCP uses: the first, in the order of the system, that answered. */
export const pathProbe = defineProbe({
  yields: 'tcp.path',
  stage: 'quick',
  goal: true,
  connects: false,
  needs: ['addresses'],
  reads: ['tcp.connect'],
  // One address that works is enough to go on while a dead one runs into its time-out.
  early: ({ 'tcp.connect': connects }) => connects.some(({ entry }) => entry.state === 'ok'),
  async run({ addresses, 'tcp.connect': connects }) {
    const family = (address: string) => addresses.list.find((one) => one.address === address)?.family ?? 4;
    const byOrder = addresses.list.flatMap(({ address }) => connects.filter(({ at }) => at === address));
    for (const { entry } of byOrder) {
      if (entry.state !== 'ok') continue;
      const { address, port, connectMs } = entry.value;
      return { value: { address, family: family(address), port, connectMs } };
    }
    const failures = byOrder.flatMap(failureOf);
    const [first] = failures.sort((a, b) => rank(a) - rank(b));
    if (!first) return { blockedBy: 'addresses' };
    const tried = byOrder.flatMap(failureOf).map(({ address, code }) => ({ address, code }));
    return { failure: { ...first, family: family(first.address), tried } };
  },
});

function failureOf({ entry }: Member<'tcp.connect'>): TcpFailure[] {
  return entry.state === 'failed' ? [entry.failure] : [];
}

/** What this machine itself refused (an address family that it lacks) tells nothing about the others. */
function rank({ code, local }: TcpFailure): number {
  const at = TELLING.indexOf(code);
  return (at < 0 ? TELLING.length : at) + (local ? TELLING.length + 1 : 0);
}
