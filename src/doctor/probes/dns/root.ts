import { rcodeOf, repliesOf, resolverViews } from '../../facts/resolution.ts';
import { defineProbe } from '../../probe.ts';
import { ask, IMPATIENT_MS } from './ask.ts';

/** A question about no name in particular to the first resolver that failed: is it this name, or everything? */
export const rootProbe = defineProbe({
  yields: 'dns.root',
  stage: 'battery',
  separates: ['dns.lookup'],
  impatientMs: IMPATIENT_MS,
  connects: false,
  needs: [],
  reads: ['dns.answer', 'dns.resolvers'],
  timeoutMs: 1000,
  when: (seen) => failedServer(seen) !== undefined,
  async run(seen, context) {
    const server = failedServer(seen);
    return server === undefined ? { blockedBy: 'dns.answer' } : await ask(server, { name: '', type: 'NS' }, context);
  },
});

type Seen = {
  readonly 'dns.answer': Parameters<typeof resolverViews>[0];
  readonly 'dns.resolvers': Parameters<typeof resolverViews>[1];
};

function failedServer(seen: Seen): string | undefined {
  const bad = ['SERVFAIL', 'FORMERR', 'NOTIMP', 'OTHER'];
  const fails = (reply: Parameters<typeof rcodeOf>[0]) => bad.includes(rcodeOf(reply) ?? '') || isTimeout(reply);
  return resolverViews(seen['dns.answer'], seen['dns.resolvers']).find((view) => repliesOf(view).some(fails))?.server;
}

function isTimeout(reply: Parameters<typeof rcodeOf>[0]): boolean {
  return reply !== undefined && 'silent' in reply && reply.silent === 'TIMEOUT';
}
