import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { addressesOf, decisiveView, rcodeOf, resolverViews } from '../../facts/resolution.ts';
import { digCommand } from '../../fixes/dns.ts';

/** getaddrinfo's EAI_NONAME, which tells a name that does not exist from one without addresses. */
const EAI_NONAME = -3008;

/** The name does not exist. */
export const dnsNxdomain = defineCheck({
  id: 'dns-nxdomain',
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
      const told = lookup.failure.code === 'ENOTFOUND' && lookup.failure.errno === EAI_NONAME && views.length === 0;
      return told
        ? { params: { host: target.host, resolver: '', zone: '', alias: '' }, confidence: 'likely', ruledOut: [] }
        : null;
    }
    const says = [view.a, view.aaaa].filter((reply) => rcodeOf(reply) === 'NXDOMAIN');
    const exists = [view.a, view.aaaa].some((reply) => rcodeOf(reply) === 'NOERROR');
    if (says.length === 0 || exists || views.some((other) => addressesOf(other).length > 0)) return null;
    const [first] = says.flatMap((reply) => (reply !== undefined && 'answer' in reply ? [reply.answer] : []));
    const params = {
      host: target.host,
      resolver: view.server,
      zone: first?.zone ?? '',
      alias: first?.aliases.at(-1) ?? '',
    };
    const ruledOut = [
      { code: 'dns-no-data', because: 'resolver-says-nxdomain', params: { resolver: view.server } },
      { code: 'dns-timeout', because: 'resolver-answered', params: { resolver: view.server } },
    ];
    return { params, confidence: 'certain', ruledOut };
  },
  fix: ({ host, resolver, alias }) => [
    ...(alias === ''
      ? []
      : [{ text: 'alias', commands: [digCommand(resolver, alias)], where: 'network', needsRoot: false } as const]),
    { text: 'spelling', commands: [command('getent', 'hosts', host)], where: 'here', needsRoot: false, os: 'linux' },
    { text: 'register', commands: [digCommand(resolver, host)], where: 'network', needsRoot: false },
  ],
});
