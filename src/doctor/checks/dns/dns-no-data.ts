import { defineCheck } from '../../check.ts';
import { addressesOf, decisiveView, rcodeOf, repliesOf, resolverViews } from '../../facts/resolution.ts';
import { digCommand } from '../../fixes/dns.ts';

/** getaddrinfo's EAI_NODATA: the name exists. */
const EAI_NODATA = -3007;

/** The name exists, but has no address. */
export const dnsNoData = defineCheck({
  id: 'dns-no-data',
  layer: 'dns',
  severity: 'error',
  needs: ['target'],
  reads: ['dns.lookup', 'dns.answer', 'dns.resolvers'],
  explains: ['dns.lookup'],
  run({ target, 'dns.lookup': lookup, 'dns.answer': answers, 'dns.resolvers': resolvers }) {
    if (lookup?.state !== 'failed') return null;
    const views = resolverViews(answers, resolvers);
    const view = decisiveView(views);
    if (view === undefined) {
      const told = lookup.failure.errno === EAI_NODATA && views.length === 0;
      return told ? { params: { host: target.host, resolver: '' }, confidence: 'likely', ruledOut: [] } : null;
    }
    const replies = repliesOf(view);
    const answered = replies.every((reply) => ['NOERROR', 'NXDOMAIN'].includes(rcodeOf(reply) ?? ''));
    const exists = replies.some((reply) => rcodeOf(reply) === 'NOERROR');
    if (!answered || !exists || views.some((other) => addressesOf(other).length > 0)) return null;
    const params = { host: target.host, resolver: view.server };
    const ruledOut = [
      { code: 'dns-nxdomain', because: 'resolver-says-no-data', params: { resolver: view.server } },
      { code: 'dns-timeout', because: 'resolver-answered', params: { resolver: view.server } },
      { code: 'dns-a-dropped', because: 'both-types-answered' },
    ];
    return { params, confidence: replies.length === 2 ? 'certain' : 'likely', ruledOut };
  },
  fix: ({ host, resolver }) => [
    {
      text: 'publish',
      commands: [digCommand(resolver, host, 'A'), digCommand(resolver, host, 'AAAA')],
      where: 'network',
      needsRoot: false,
    },
    { text: 'other-name', commands: [digCommand(resolver, host, 'MX')], where: 'network', needsRoot: false },
  ],
});
