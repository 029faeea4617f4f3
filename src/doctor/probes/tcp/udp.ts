import { defineProbe } from '../../probe.ts';

/** An unassigned port above the ephemeral range of most systems: the one that traceroute made known. */
const UNLIKELY_PORT = 33434 + 1000;

/** A UDP datagram to an unlikely port: a living host answers with ICMP, whatever its TCP firewall does. */
export const udpProbe = defineProbe({
  yields: 'tcp.udp',
  stage: 'battery',
  separates: ['tcp.path'],
  connects: true,
  timeoutMs: 1200,
  needs: [],
  reads: ['tcp.path'],
  when: ({ 'tcp.path': path }) => path?.state === 'failed' && !path.failure.local,
  async run({ 'tcp.path': path }, { network, timeoutMs, signal }) {
    if (path?.state !== 'failed') return { blockedBy: 'tcp.path' };
    const { address } = path.failure;
    return { value: { answer: await network.udpEcho({ address, port: UNLIKELY_PORT, timeoutMs, signal }) } };
  },
});
