import type { RecordType } from '../../dns/message.ts';
import { candidateNames } from '../../dns/names.ts';
import { defineProbe, type ProbeContext } from '../../probe.ts';
import { type Asked, ask, IMPATIENT_MS } from './ask.ts';

/** Asks each resolver for the addresses itself, past the hosts file: a wrong answer, none, and a dead resolver differ. */
export const answerProbe = defineProbe({
  yields: 'dns.answer',
  stage: 'battery',
  separates: ['dns.lookup', 'tcp.connect', 'tcp.path', 'tls.handshake', 'cert.name'],
  impatientMs: IMPATIENT_MS,
  connects: false,
  needs: ['target', 'request', 'dns.resolvers'],
  reads: [],
  timeoutMs: 1500,
  // RFC 6761: the name localhost is never asked of a resolver.
  instances: ({ target, request, 'dns.resolvers': { servers } }) =>
    target.hostKind === 'name' && !target.loopback && request.addresses.length === 0
      ? servers.flatMap((server) => (['A', 'AAAA'] as const).map((type) => `${type} ${server}`))
      : [],
  async run({ target, 'dns.resolvers': { search, ndots } }, context, at) {
    const [type = '', server = ''] = at.split(' ');
    return await inTurn(server, type as RecordType, candidateNames(target.host, search, ndots), context);
  },
});

/** The first name that has addresses; else the answer that says most: no data, then the first one given. */
async function inTurn(
  server: string,
  type: RecordType,
  names: readonly string[],
  context: ProbeContext,
): Promise<Asked> {
  const deadline = performance.now() + context.timeoutMs;
  const negative: Asked[] = [];
  for (const name of names) {
    const timeoutMs = deadline - performance.now();
    if (timeoutMs <= 0) break;
    const asked = await ask(server, { name, type }, { ...context, timeoutMs });
    if ('failure' in asked) return negative[0] ?? asked;
    if (asked.value.addresses.length > 0) return asked;
    negative.push(asked);
  }
  const exists = negative.find((asked) => 'value' in asked && asked.value.rcode === 'NOERROR');
  return exists ?? negative[0] ?? { failure: { code: 'TIMEOUT', server, type } };
}
