import { defineProbe } from '../../probe.ts';
import { attempt } from './attempt.ts';

/** Ports that are open on many hosts and allowed by many firewalls. */
const USUAL = [443, 22, 80];

/**
 * The ports of the same host to compare a dead one with: usual ones, and the neighbour, which is closed nearly always.
 * Three of them and one datagram are what may be in flight at a time.
 */
export function controlPorts(port: number): readonly number[] {
  return [...USUAL.filter((usual) => usual !== port).slice(0, 2), port < 65535 ? port + 1 : port - 1];
}

/** Other ports of the host: does anything there answer, be it with a refusal? */
export const controlProbe = defineProbe({
  yields: 'tcp.control',
  stage: 'battery',
  separates: ['tcp.path'],
  connects: true,
  timeoutMs: 1200,
  needs: ['target'],
  reads: ['tcp.path'],
  instances: ({ target, 'tcp.path': path }) =>
    path?.state === 'failed' && !path.failure.local ? controlPorts(target.port).map(String) : [],
  async run({ 'tcp.path': path }, context, at) {
    if (path?.state !== 'failed') return { blockedBy: 'tcp.path' };
    const outcome = await attempt(path.failure.address, Number(at), context, { shared: true, tellsSent: true });
    if ('failure' in outcome) return outcome;
    outcome.socket.destroy();
    return { value: outcome.value };
  },
});
