import { isAnswer } from '../../facts/refusal.ts';
import { refusedSooner } from '../../facts/sooner.ts';
import { defineProbe } from '../../probe.ts';
import { attempt } from './attempt.ts';

const TURNS = [1, 2, 3];

/**
 * The port that refused and another one of the host, in turns with nothing else in flight: where the refusal came much
 * sooner than the host's other answers, it is to be seen whether that was the network's doing or this machine's.
 */
export const turnProbe = defineProbe({
  yields: 'tcp.turn',
  stage: 'battery',
  separates: ['tcp.path'],
  connects: true,
  exclusive: true,
  timeoutMs: 1500,
  needs: ['request'],
  reads: ['tcp.path', 'tcp.connect', 'tcp.retry', 'tcp.control'],
  instances(seen) {
    const { request, 'tcp.path': path } = seen;
    // Amid other diagnoses nothing can be had that is not delayed by them.
    if (request.crowded || path?.state !== 'failed' || path.failure.code !== 'ECONNREFUSED') return [];
    return refusedSooner(path.failure, seen) ? TURNS.flatMap((turn) => [`own-${turn}`, `other-${turn}`]) : [];
  },
  async run({ 'tcp.path': path, 'tcp.control': controls }, context, at) {
    if (path?.state !== 'failed') return { blockedBy: 'tcp.path' };
    const [quickest] = controls.filter(({ entry }) => isAnswer(entry)).sort((a, b) => a.entry.ms - b.entry.ms);
    if (quickest === undefined) return { blockedBy: 'tcp.control' };
    const port = at.startsWith('own') ? path.failure.port : Number(quickest.at);
    const outcome = await attempt(path.failure.address, port, context, { shared: false });
    if ('failure' in outcome) return outcome;
    outcome.socket.destroy();
    return { value: outcome.value };
  },
});
