import { defineProbe } from '../../probe.ts';

/** The port of the service `discard`: nothing there would answer. */
const DISCARD = 9;

/** A datagram to the address to which this machine's kernel let no TCP connection out: routes refuse both, sandboxes rarely. */
export const datagramProbe = defineProbe({
  yields: 'ip.datagram',
  stage: 'battery',
  separates: ['tcp.path'],
  connects: true,
  timeoutMs: 300,
  needs: [],
  reads: ['tcp.path'],
  when: ({ 'tcp.path': path }) => path?.state === 'failed' && path.failure.local,
  async run({ 'tcp.path': path }, { network, timeoutMs, signal }) {
    if (path?.state !== 'failed') return { blockedBy: 'tcp.path' };
    const { address } = path.failure;
    return { value: { answer: await network.udpEcho({ address, port: DISCARD, timeoutMs, signal }) } };
  },
});
