import { defineProbe } from '../../probe.ts';
import { isLoopback } from '../../target.ts';
import { attempt } from './attempt.ts';

/** The same port over loopback, where the refused address is this machine's own: is the server bound to loopback alone? */
export const loopbackProbe = defineProbe({
  yields: 'tcp.loopback',
  stage: 'battery',
  separates: ['tcp.path'],
  connects: true,
  timeoutMs: 1000,
  needs: ['local.machine'],
  reads: ['tcp.path'],
  when: ({ 'local.machine': machine, 'tcp.path': path }) =>
    path?.state === 'failed' && !isLoopback(path.failure.address) && machine.addresses.includes(path.failure.address),
  async run({ 'tcp.path': path }, context) {
    if (path?.state !== 'failed') return { blockedBy: 'tcp.path' };
    const outcome = await attempt('127.0.0.1', path.failure.port, context, { shared: true });
    if ('failure' in outcome) return outcome;
    outcome.socket.destroy();
    return { value: outcome.value };
  },
});
