import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { isNameCollision, meansSelf } from '../../facts/addresses.ts';
import { addressesOf, resolverViews } from '../../facts/resolution.ts';
import { digCommand } from '../../fixes/dns.ts';

/** The DNS gives an address that cannot be that of the named host: a block list, a filter, a name collision. */
export const dnsInjected = defineCheck({
  id: 'dns-injected',
  layer: 'dns',
  severity: 'error',
  needs: ['target'],
  reads: [
    'dns.lookup',
    'dns.answer',
    'dns.resolvers',
    'dns.hosts',
    'dns.elsewhere',
    'tcp.path',
    'tls.handshake',
    'cert.name',
  ],
  explains: ['tcp.path', 'tls.handshake'],
  run({ target, 'dns.lookup': lookup, 'dns.hosts': hosts, ...seen }) {
    if (target.loopback || lookup?.state !== 'ok') return null;
    const addresses = lookup.value.addresses.map(({ address }) => address);
    if (!addresses.every(meansSelf)) return null;
    // What works is meant: names that lead to this machine are a common help in development.
    const failed = seen['tcp.path']?.state === 'failed' || seen['tls.handshake']?.state === 'failed';
    const pinned = hosts?.state === 'ok' && hosts.value.lines.length > 0;
    const views = resolverViews(seen['dns.answer'], seen['dns.resolvers']);
    const liars = views.filter((view) => addressesOf(view).some(meansSelf));
    const [liar] = liars;
    if (!failed || pinned || liar === undefined) return null;
    const others = views.filter((view) => addressesOf(view).some((address) => !meansSelf(address)));
    const reached = seen['dns.elsewhere'].find(({ entry }) => entry.state === 'ok')?.at ?? '';
    const collision = addresses.some(isNameCollision);
    const params = {
      host: target.host,
      address: addresses[0] ?? '',
      resolver: liar.server,
      collision,
      other: others[0]?.server ?? '',
      reached,
    };
    const ruledOut = [
      { code: 'dns-hosts-stale', because: 'not-in-hosts' },
      ...(others[0] === undefined
        ? []
        : [{ code: 'tcp-refused', because: 'other-resolver-differs', params: { resolver: others[0].server } }]),
    ];
    return { params, confidence: collision || others.length > 0 ? 'certain' : 'likely', ruledOut };
  },
  fix: ({ host, resolver, other }) => [
    ...(other === ''
      ? []
      : [{ text: 'compare', commands: [digCommand(other, host)], where: 'here', needsRoot: false } as const]),
    { text: 'unblock', commands: [digCommand(resolver, host)], where: 'network', needsRoot: false },
    { text: 'own-machine', commands: [command('ss', '-ltn')], where: 'here', needsRoot: false, os: 'linux' },
  ],
});
