import { defineProbe } from '../probe.ts';
import { isLoopback, parseTarget } from '../target.ts';

/** What the user named, taken apart. */
export const targetProbe = defineProbe({
  yields: 'target',
  stage: 'quick',
  goal: true,
  connects: false,
  needs: ['request'],
  reads: [],
  async run({ request }) {
    const parsed = parseTarget(request.input ?? '');
    if ('failure' in parsed) return parsed;
    const { target } = parsed;
    const servername = request.servername ?? target.host.replace(/\.$/, '');
    return { value: { ...target, servername, loopback: isLoopback(target.host) } };
  },
});
