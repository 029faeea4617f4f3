import { defineCheck } from '../../check.ts';
import { addressesOf, decisiveView, rcodeOf, repliesOf, resolverViews, serversOf } from '../../facts/resolution.ts';
import { digCommand, showResolvers } from '../../fixes/dns.ts';

/** The resolver will not work for this machine. */
export const dnsRefused = defineCheck({
  id: 'dns-refused',
  layer: 'dns',
  severity: 'error',
  needs: ['target'],
  reads: ['dns.lookup', 'dns.answer', 'dns.resolvers'],
  explains: ['dns.lookup'],
  run({ target, 'dns.lookup': lookup, 'dns.answer': answers, 'dns.resolvers': resolvers }) {
    if (lookup?.state !== 'failed') return null;
    const views = resolverViews(answers, resolvers);
    const refusing = views.filter((view) => repliesOf(view).some((reply) => rcodeOf(reply) === 'REFUSED'));
    const broken = views.some((view) => repliesOf(view).some((reply) => rcodeOf(reply) === 'SERVFAIL'));
    const settled = decisiveView(views) !== undefined || views.some((view) => addressesOf(view).length > 0);
    if (refusing.length === 0 || broken || settled) return null;
    const params = { host: target.host, resolvers: serversOf(refusing), resolver: refusing[0]?.server ?? '' };
    const ruledOut = [
      { code: 'dns-resolver-down', because: 'resolver-answered', params: { resolver: params.resolver } },
      { code: 'dns-servfail', because: 'resolver-says-refused', params: { resolver: params.resolver } },
    ];
    return { params, confidence: refusing.length === views.length ? 'certain' : 'likely', ruledOut };
  },
  fix: ({ host, resolver }) => [
    ...showResolvers('resolver'),
    { text: 'allow', commands: [digCommand(resolver, host)], where: 'network', needsRoot: false },
  ],
});
