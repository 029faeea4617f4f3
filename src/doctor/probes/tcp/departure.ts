import { readPacketsSent } from '../../counters.ts';
import { defineProbe } from '../../probe.ts';
import { AT_ONCE_MS } from './attempt.ts';

/**
 * The silent port a few times more, each for a moment with nothing else in flight: does a packet leave this machine at all?
 * Others send as well, so that one look is not enough.
 */
export const departureProbe = defineProbe({
  yields: 'tcp.departure',
  stage: 'battery',
  separates: ['tcp.path'],
  connects: true,
  exclusive: true,
  timeoutMs: 500,
  needs: ['request', 'target'],
  reads: ['tcp.path'],
  instances({ request, target, 'tcp.path': path }) {
    if (request.crowded || target.loopback || path?.state !== 'failed') return [];
    return path.failure.code === 'TIMEOUT' ? ['1', '2', '3'] : [];
  },
  async run({ 'tcp.path': path }, { system, network, signal }) {
    if (path?.state !== 'failed') return { blockedBy: 'tcp.path' };
    const { address, port } = path.failure;
    const before = await readPacketsSent(system);
    await network.connect({ address, port, timeoutMs: AT_ONCE_MS, signal }).then(
      (socket) => socket.destroy(),
      () => undefined,
    );
    const after = await readPacketsSent(system);
    if (before === undefined || after === undefined) return { failure: { code: 'ENOENT' } };
    return { value: { packetsSent: after - before } };
  },
});
