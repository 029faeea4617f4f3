import { splitServer } from '../../../runtime/resolver-address.ts';
import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { meansSelf } from '../../facts/addresses.ts';
import { allSilentWith, resolverViews, serversOf } from '../../facts/resolution.ts';
import { showResolvers } from '../../fixes/dns.ts';

/** No resolver runs at the configured address. */
export const dnsResolverDown = defineCheck({
  id: 'dns-resolver-down',
  layer: 'dns',
  severity: 'error',
  needs: ['target'],
  reads: ['dns.lookup', 'dns.answer', 'dns.resolvers'],
  explains: ['dns.lookup'],
  run({ target, 'dns.lookup': lookup, 'dns.answer': answers, 'dns.resolvers': resolvers }) {
    if (lookup?.state !== 'failed') return null;
    const views = resolverViews(answers, resolvers);
    if (!allSilentWith(views, (code) => code === 'ECONNREFUSED')) return null;
    const resolver = views[0]?.server ?? '';
    const params = {
      host: target.host,
      resolver,
      resolvers: serversOf(views),
      here: meansSelf(splitServer(resolver).address),
      configured: resolvers?.state === 'ok' && resolvers.value.configured,
    };
    const ruledOut = [
      { code: 'dns-timeout', because: 'refused-at-once', params: { resolver } },
      { code: 'dns-refused', because: 'icmp-not-dns', params: { resolver } },
    ];
    return { params, confidence: 'certain', ruledOut };
  },
  fix: ({ here, configured }) => [
    ...(configured ? [] : [{ text: 'configure', commands: [], where: 'here', needsRoot: true } as const]),
    ...(here
      ? [
          {
            text: 'restart',
            commands: [command('systemctl', 'restart', 'systemd-resolved')],
            where: 'here',
            needsRoot: true,
            os: 'linux',
          } as const,
          {
            text: 'who',
            commands: [command('ss', '-lun', 'sport = :53')],
            where: 'here',
            needsRoot: false,
            os: 'linux',
          } as const,
        ]
      : [{ text: 'start', commands: [], where: 'network', needsRoot: false } as const]),
    ...showResolvers('resolver'),
  ],
});
