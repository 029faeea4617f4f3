import { splitServer } from '../../../runtime/resolver-address.ts';
import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import type { Route } from '../../evidence/ip.ts';
import { decisiveView, type ResolverView, repliesOf, resolverViews, serversOf } from '../../facts/resolution.ts';
import { routeTo } from '../../facts/routes.ts';
import { digCommand, showResolvers } from '../../fixes/dns.ts';

/** This machine's own packet filter did not let the question out. */
const KEPT_IN = 'EPERM';

/** Silence, or a router's or firewall's word that nobody can be reached there: no answer either way. */
function silent(view: ResolverView, routes: readonly Route[]): boolean {
  const there = routeTo(routes, splitServer(view.server).address) !== undefined;
  const codes = ['TIMEOUT', 'EHOSTUNREACH', KEPT_IN, ...(there ? ['ENETUNREACH'] : [])];
  return repliesOf(view).every((reply) => 'silent' in reply && codes.includes(reply.silent));
}

/** A resolver stays silent: names are not resolved, or only after programs have waited for it in vain. */
export const dnsTimeout = defineCheck({
  id: 'dns-timeout',
  layer: 'dns',
  severity: 'error',
  needs: ['target'],
  reads: ['dns.lookup', 'dns.answer', 'dns.resolvers', 'dns.tcp', 'dns.root', 'ip.routes'],
  explains: ['dns.lookup'],
  run({ target, 'dns.lookup': lookup, 'dns.answer': answers, 'dns.resolvers': resolvers, ...more }) {
    if (lookup?.state !== 'failed') return null;
    const views = resolverViews(answers, resolvers);
    const routes = more['ip.routes']?.state === 'ok' ? more['ip.routes'].value.routes : [];
    const waiting = views.filter((view) => silent(view, routes));
    const settled = decisiveView(views);
    // Who is asked after the one that answers is not waited for.
    const inTheWay = settled === undefined || views.indexOf(waiting[0]!) < views.indexOf(settled);
    const answered = views.some((view) => repliesOf(view).some((reply) => 'answer' in reply));
    if (waiting.length === 0 || !inTheWay || (settled === undefined && answered)) return null;
    const udpOnly = more['dns.tcp']?.state === 'ok';
    const others = more['dns.root']?.state === 'ok' && more['dns.root'].value.server === waiting[0]?.server;
    const keptIn = waiting.every((view) =>
      repliesOf(view).every((reply) => 'silent' in reply && reply.silent === KEPT_IN),
    );
    const scope = settled ? 'others' : udpOnly ? 'udp' : others ? 'name' : keptIn ? 'kept-in' : 'everything';
    const params = { host: target.host, resolvers: serversOf(waiting), resolver: waiting[0]?.server ?? '', scope };
    const ruledOut = [
      { code: 'dns-resolver-down', because: 'silence-not-refusal', params: { resolver: params.resolver } },
      { code: 'dns-a-dropped', because: 'both-types-silent' },
      ...(keptIn ? [] : [{ code: 'ip-no-route', because: 'queries-left' }]),
    ];
    const severity = settled ? ('warning' as const) : ('error' as const);
    return { params, confidence: 'certain', severity, ruledOut };
  },
  fix: ({ host, resolver, scope }) => [
    ...(scope === 'kept-in'
      ? [
          {
            text: 'kept-in',
            commands: [command('nft', 'list', 'ruleset')],
            where: 'here',
            needsRoot: true,
            os: 'linux',
          } as const,
        ]
      : []),
    ...(scope === 'udp' ? [{ text: 'udp', commands: [], where: 'network', needsRoot: false } as const] : []),
    ...(scope === 'name'
      ? [{ text: 'zone', commands: [digCommand('', host, '+trace')], where: 'network', needsRoot: false } as const]
      : showResolvers('resolver')),
    { text: 'see', commands: [digCommand(resolver, host, '+tries=1')], where: 'here', needsRoot: false },
  ],
});
