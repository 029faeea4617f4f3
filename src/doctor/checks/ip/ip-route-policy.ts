import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { isLinkLocal6 } from '../../facts/addresses.ts';
import { refusedAddress } from '../../facts/refused-here.ts';
import { routeTo } from '../../facts/routes.ts';

/** What the kernel's refusals are called in `ip route`. */
const KINDS: Readonly<Record<string, string>> = {
  EACCES: 'prohibit',
  EINVAL: 'blackhole',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
};

/** A route or rule of this machine refuses the address on purpose: no packet left. */
export const ipRoutePolicy = defineCheck({
  id: 'ip-route-policy',
  layer: 'ip',
  severity: 'error',
  needs: ['local.machine'],
  reads: ['tcp.path', 'dns.lookup', 'dns.answer', 'dns.resolvers', 'ip.routes', 'ip.datagram', 'local.sandbox'],
  explains: ['tcp.path', 'dns.lookup'],
  run({ 'local.machine': machine, 'ip.routes': routes, 'ip.datagram': datagram, ...seen }) {
    const refusal = refusedAddress(seen);
    if (refusal === undefined) return null;
    const { address, code } = refusal;
    const kind = KINDS[code];
    const zoneless = isLinkLocal6(address) && !address.includes('%');
    if (machine.platform !== 'linux' || kind === undefined || zoneless) return null;
    const found = routes?.state === 'ok' ? routeTo(routes.value.routes, address) : undefined;
    const refuses = found !== undefined && found.kind !== 'unicast';
    // Without a route at all, it is not a policy that says no.
    if (code === 'ENETUNREACH' && found === undefined) return null;
    const sandbox = seen['local.sandbox']?.state === 'ok' ? seen['local.sandbox'].value.code : undefined;
    if (sandbox === code) return null;
    const both = datagram?.state === 'ok' && datagram.value.answer === code;
    if (!refuses && !both) return null;
    const ruledOut = [
      { code: 'ip-no-route', because: refuses ? 'route-refuses' : 'other-errno', params: { address, errno: code } },
      { code: 'firewall-reject-admin', because: 'no-packet-left' },
      ...(both ? [{ code: 'local-sandbox', because: 'udp-refused-too', params: { errno: code } }] : []),
    ];
    const route = refuses ? `${found.prefix}/${found.length}` : '';
    return { params: { address, kind, route, errno: code }, confidence: refuses ? 'certain' : 'likely', ruledOut };
  },
  fix: ({ address, kind, route }) => [
    {
      text: 'look',
      commands: [command('ip', 'route', 'get', address), command('ip', 'rule')],
      where: 'here',
      needsRoot: false,
      os: 'linux',
    },
    ...(route === ''
      ? []
      : [
          {
            text: 'delete',
            commands: [command('ip', 'route', 'del', kind, route)],
            where: 'here',
            needsRoot: true,
            os: 'linux',
          } as const,
        ]),
  ],
});
