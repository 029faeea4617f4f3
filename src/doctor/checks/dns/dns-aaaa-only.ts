import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { familyOf, isGlobal6, meansSelf } from '../../facts/addresses.ts';
import { addressesIn, decisiveView, rcodeOf, resolverViews } from '../../facts/resolution.ts';
import { digCommand } from '../../fixes/dns.ts';

/** The name has only IPv6 addresses, and this machine has only IPv4. */
export const dnsAaaaOnly = defineCheck({
  id: 'dns-aaaa-only',
  layer: 'dns',
  severity: 'error',
  needs: ['target', 'local.machine'],
  reads: ['addresses', 'tcp.path', 'dns.answer', 'dns.resolvers'],
  explains: ['tcp.path', 'dns.lookup'],
  run({ target, 'local.machine': machine, addresses, 'tcp.path': path, ...direct }) {
    const list = addresses?.state === 'ok' ? addresses.value.list : [];
    if (target.hostKind !== 'name' || path?.state !== 'failed' || !path.failure.local) return null;
    if (list.length === 0 || list.some(({ family }) => family === 4)) return null;
    const has4 = machine.addresses.some((address) => familyOf(address) === 4 && !meansSelf(address));
    if (!has4 || machine.addresses.some(isGlobal6)) return null;
    const view = decisiveView(resolverViews(direct['dns.answer'], direct['dns.resolvers']));
    if (addressesIn(view?.a).length > 0) return null;
    const params = { host: target.host, address: path.failure.address, resolver: view?.server ?? '' };
    const ruledOut = [
      ...(rcodeOf(view?.a) === undefined ? [] : [{ code: 'dns-a-dropped', because: 'both-types-answered' }]),
      { code: 'ip-no-route', because: 'has-ipv4' },
    ];
    return { params, confidence: rcodeOf(view?.a) === 'NOERROR' ? 'certain' : 'likely', ruledOut };
  },
  fix: ({ host, resolver }) => [
    { text: 'publish', commands: [digCommand(resolver, host, 'A')], where: 'network', needsRoot: false },
    {
      text: 'ipv6',
      commands: [command('ip', '-6', 'addr'), command('ip', '-6', 'route')],
      where: 'here',
      needsRoot: false,
      os: 'linux',
    },
  ],
});
