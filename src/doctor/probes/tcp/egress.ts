import { asFailure } from '../../failure.ts';
import { defineProbe } from '../../probe.ts';
import { parseTarget } from '../../target.ts';
import { attempt } from './attempt.ts';

/** A port that nearly every network lets out. */
const OTHER = 443;

/** Something that is known to work from here, on its own port and on the target's: is it the port that is kept in? */
export const egressProbe = defineProbe({
  yields: 'tcp.egress',
  stage: 'battery',
  separates: ['tcp.path'],
  connects: true,
  timeoutMs: 900,
  needs: ['request', 'target'],
  reads: ['tcp.path'],
  instances({ request, target, 'tcp.path': path }) {
    if (request.control === undefined || path?.state !== 'failed' || path.failure.code !== 'TIMEOUT') return [];
    const parsed = parseTarget(request.control);
    if ('failure' in parsed) return [];
    return parsed.target.port === target.port ? ['same', 'other'] : ['own', 'same'];
  },
  async run({ request, target }, context, at) {
    const parsed = parseTarget(request.control ?? '');
    if ('failure' in parsed) return { blockedBy: 'target' };
    const { host, hostKind } = parsed.target;
    const port = at === 'own' ? parsed.target.port : at === 'same' ? target.port : OTHER;
    try {
      const address = hostKind === 'name' ? (await context.network.lookup(host))[0]!.address : host;
      const outcome = await attempt(address, port, context, { shared: true });
      if ('failure' in outcome) return outcome;
      outcome.socket.destroy();
      return { value: outcome.value };
    } catch (error) {
      return { failure: { ...asFailure(error), address: host, port, local: true } };
    }
  },
});
