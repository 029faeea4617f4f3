import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';

/** getaddrinfo's EAI_NONAME, which tells a name that does not exist from one without addresses. */
const EAI_NONAME = -3008;

/** The name does not exist. */
export const dnsNxdomain = defineCheck({
  id: 'dns-nxdomain',
  layer: 'dns',
  severity: 'error',
  needs: ['target'],
  reads: ['dns.lookup', 'dns.a', 'dns.aaaa', 'dns.resolvers'],
  explains: ['dns.lookup'],
  run({ target, 'dns.lookup': lookup, 'dns.a': a, 'dns.aaaa': aaaa, 'dns.resolvers': resolvers }) {
    if (lookup?.state !== 'failed' || lookup.failure.code !== 'ENOTFOUND') return null;
    const direct = [a, aaaa].flatMap((entry) => (entry?.state === 'failed' ? [entry.failure.code] : []));
    if (a?.state === 'ok' || aaaa?.state === 'ok' || direct.includes('ENODATA')) return null;
    const resolver = resolvers?.state === 'ok' ? (resolvers.value.servers[0] ?? '') : '';
    const params = { host: target.host, resolver };
    if (direct.includes('ENOTFOUND')) {
      const ruledOut = [
        { code: 'dns-no-data', because: 'resolver-says-nxdomain', params: { resolver } },
        { code: 'dns-servfail', because: 'resolver-says-nxdomain', params: { resolver } },
        { code: 'dns-timeout', because: 'resolver-answered', params: { resolver } },
      ];
      return { params, confidence: 'certain', ruledOut };
    }
    return lookup.failure.errno === EAI_NONAME ? { params, confidence: 'likely' } : null;
  },
  fix: ({ host }) => [
    { text: 'spelling', commands: [command('getent', 'hosts', host)], where: 'here', needsRoot: false },
    { text: 'register', commands: [command('dig', '+short', host)], where: 'network', needsRoot: false },
  ],
});
