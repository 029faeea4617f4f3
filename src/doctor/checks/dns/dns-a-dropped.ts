import { defineCheck } from '../../check.ts';
import { type Reply, resolverViews } from '../../facts/resolution.ts';
import { digCommand } from '../../fixes/dns.ts';

function isSilent(reply: Reply | undefined): boolean {
  return reply !== undefined && 'silent' in reply && reply.silent === 'TIMEOUT';
}

function isAnswer(reply: Reply | undefined): boolean {
  return reply !== undefined && 'answer' in reply;
}

/** One kind of question gets no answer, while the resolver answers the other kind. */
export const dnsADropped = defineCheck({
  id: 'dns-a-dropped',
  layer: 'dns',
  severity: 'error',
  needs: ['target'],
  reads: ['dns.lookup', 'dns.answer', 'dns.resolvers', 'dns.tcp'],
  explains: ['dns.lookup'],
  run({ target, 'dns.lookup': lookup, 'dns.answer': answers, 'dns.resolvers': resolvers, 'dns.tcp': tcp }) {
    if (lookup?.state !== 'failed') return null;
    const views = resolverViews(answers, resolvers);
    const lacksA = views.find(({ a, aaaa }) => isSilent(a) && isAnswer(aaaa));
    const lacksAaaa = views.find(({ a, aaaa }) => isSilent(aaaa) && isAnswer(a));
    const view = lacksA ?? lacksAaaa;
    if (view === undefined) return null;
    const [dropped, answered] = lacksA === undefined ? ['AAAA', 'A'] : ['A', 'AAAA'];
    const elsewhere = views.some((other) => isAnswer(dropped === 'A' ? other.a : other.aaaa));
    if (elsewhere) return null;
    const params = { host: target.host, resolver: view.server, dropped, answered, overTcp: tcp?.state === 'ok' };
    const ruledOut = [
      { code: 'dns-timeout', because: 'other-type-answered', params: { resolver: view.server, type: answered } },
      { code: 'dns-no-data', because: 'silence-is-no-answer', params: { type: dropped } },
    ];
    return { params, confidence: 'certain', ruledOut };
  },
  fix: ({ host, resolver, dropped, overTcp }) => [
    { text: 'see', commands: [digCommand(resolver, host, dropped, '+tries=1')], where: 'here', needsRoot: false },
    ...(overTcp
      ? [
          {
            text: 'tcp',
            commands: ['echo "options use-vc" >> /etc/resolv.conf'],
            where: 'here',
            needsRoot: true,
          } as const,
        ]
      : []),
    { text: 'filter', commands: [], where: 'network', needsRoot: false },
  ],
});
