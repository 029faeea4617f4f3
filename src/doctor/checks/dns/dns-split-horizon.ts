import { defineCheck } from '../../check.ts';
import { meansSelf } from '../../facts/addresses.ts';
import { addressesOf, decisiveView, resolverViews } from '../../facts/resolution.ts';
import { digCommand, showResolvers } from '../../fixes/dns.ts';

/** The resolvers of this machine disagree, and the one that programs listen to is the one that leads astray. */
export const dnsSplitHorizon = defineCheck({
  id: 'dns-split-horizon',
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
  explains: ['dns.lookup', 'tcp.path', 'tls.handshake'],
  run({ target, 'dns.lookup': lookup, 'dns.hosts': hosts, ...seen }) {
    const views = resolverViews(seen['dns.answer'], seen['dns.resolvers']);
    const heard = decisiveView(views);
    if (heard === undefined || (hosts?.state === 'ok' && hosts.value.lines.length > 0)) return null;
    const told = addressesOf(heard);
    if (told.length > 0 && told.every(meansSelf)) return null;
    const other = views.find(
      (view) =>
        view !== heard && addressesOf(view).length > 0 && !addressesOf(view).some((address) => told.includes(address)),
    );
    const unresolved = lookup?.state === 'failed' && told.length === 0;
    const misled =
      told.length > 0 &&
      (seen['tcp.path']?.state === 'failed' ||
        seen['tls.handshake']?.state === 'failed' ||
        seen['cert.name']?.state === 'failed');
    if (other === undefined || (!unresolved && !misled)) return null;
    const reached = seen['dns.elsewhere'].find(
      ({ at, entry }) =>
        addressesOf(other).includes(at) &&
        entry.state === 'ok' &&
        (seen['tcp.path']?.state !== 'ok' || entry.value.covers),
    )?.at;
    // Resolvers may well disagree without harm (load sharing): it matters only if the other answer works.
    if (misled && reached === undefined) return null;
    const params = {
      host: target.host,
      heard: heard.server,
      told: told.length > 0 ? told : ['–'],
      other: other.server,
      addresses: addressesOf(other),
      reached: reached ?? '',
    };
    const ruledOut = [
      {
        code: unresolved ? 'dns-nxdomain' : 'firewall-drop-host',
        because: 'other-resolver-differs',
        params: { resolver: other.server },
      },
      { code: 'dns-hosts-stale', because: 'not-in-hosts' },
    ];
    return { params, confidence: reached === undefined ? 'likely' : 'certain', ruledOut };
  },
  fix: ({ host, heard, other }) => [
    {
      text: 'compare',
      commands: [digCommand(heard, host), digCommand(other, host)],
      where: 'here',
      needsRoot: false,
    },
    ...showResolvers('order'),
    { text: 'vpn', commands: [], where: 'here', needsRoot: false },
  ],
});
