import { isLinkLocal6, meansSelf } from '../../facts/addresses.ts';
import { defineProbe } from '../../probe.ts';
import { attempt } from './attempt.ts';

const MOST_SOURCES = 3;

/** The address that failed, from each of this machine's own addresses: does it depend on who asks? */
export const sourceProbe = defineProbe({
  yields: 'tcp.source',
  stage: 'battery',
  separates: ['tcp.path'],
  connects: true,
  timeoutMs: 1200,
  needs: ['local.machine'],
  reads: ['tcp.path'],
  instances({ 'local.machine': { addresses }, 'tcp.path': path }) {
    if (path?.state !== 'failed' || path.failure.local || addresses.includes(path.failure.address)) return [];
    const six = path.failure.family === 6;
    const own = addresses.filter((one) => one.includes(':') === six && !meansSelf(one) && !isLinkLocal6(one));
    return own.length > 1 ? own.slice(0, MOST_SOURCES) : [];
  },
  async run({ 'tcp.path': path }, context, at) {
    if (path?.state !== 'failed') return { blockedBy: 'tcp.path' };
    const outcome = await attempt(path.failure.address, path.failure.port, context, { shared: true, localAddress: at });
    if ('failure' in outcome) return outcome;
    outcome.socket.destroy();
    return { value: outcome.value };
  },
});
