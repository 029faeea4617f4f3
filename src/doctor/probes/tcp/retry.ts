import { defineProbe } from '../../probe.ts';
import { attempt } from './attempt.ts';

/**
 * The failed address twice more with nothing else in flight, so that the kernel's counters are of this attempt alone:
 * they tell a reset (the host said no) from an ICMP error (a firewall said no).
 */
export const retryProbe = defineProbe({
  yields: 'tcp.retry',
  stage: 'battery',
  separates: ['tcp.path'],
  connects: true,
  exclusive: true,
  timeoutMs: 1500,
  needs: [],
  reads: ['tcp.path'],
  // Silence stays silent: there is nothing to count but retransmissions, which the first attempt saw.
  instances: ({ 'tcp.path': path }) => (path?.state === 'failed' && path.failure.code !== 'TIMEOUT' ? ['1', '2'] : []),
  async run({ 'tcp.path': path }, context) {
    if (path?.state !== 'failed') return { blockedBy: 'tcp.path' };
    const outcome = await attempt(path.failure.address, path.failure.port, context, { shared: false });
    if ('failure' in outcome) return outcome;
    outcome.socket.destroy();
    return { value: outcome.value };
  },
});
