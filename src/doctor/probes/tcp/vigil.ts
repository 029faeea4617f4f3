import { defineProbe } from '../../probe.ts';
import { attempt } from './attempt.ts';

/** Late enough that a living host would have answered, early enough to be there when asking for a dead one ends. */
const IMPATIENT_MS = 1800;

/**
 * The silent port once more, begun while the first attempt still waits. Asking in vain for a link address ends after three
 * seconds, which is when our own attempt is given up: this one is still there to be told. The same port, because it may be
 * forwarded to a machine of its own.
 */
export const vigilProbe = defineProbe({
  yields: 'tcp.vigil',
  stage: 'battery',
  separates: ['tcp.connect'],
  impatientMs: IMPATIENT_MS,
  onlyOnFailure: true,
  connects: true,
  timeoutMs: 1500,
  needs: ['target', 'addresses'],
  reads: ['tcp.connect'],
  early: () => true,
  // Whoever was answered, be it with a no, has nothing more to wait for.
  when: ({ 'tcp.connect': connects }) =>
    !connects.some(({ entry }) => entry.state === 'failed' && entry.failure.code !== 'TIMEOUT'),
  async run({ target, addresses }, context) {
    const [first] = addresses.list;
    if (first === undefined) return { blockedBy: 'addresses' };
    const outcome = await attempt(first.address, target.port, context, { shared: true });
    if ('failure' in outcome) return outcome;
    outcome.socket.destroy();
    return { value: outcome.value };
  },
});
