import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import type { Rcode } from '../../dns/message.ts';
import { addressesOf, decisiveView, rcodeOf, repliesOf, resolverViews, serversOf } from '../../facts/resolution.ts';
import { digCommand, showResolvers } from '../../fixes/dns.ts';

/** Extended DNS Errors that mean: DNSSEC validation failed (RFC 8914 section 4.2 to 4.13). */
const DNSSEC_ERRORS = [1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 25];

/** What a resolver says that will not or cannot find out, whoever asks (RFC 1035 section 4.1.1); `REFUSED` is about who asks. */
const FAILURES: readonly (Rcode | undefined)[] = ['SERVFAIL', 'FORMERR', 'NOTIMP', 'OTHER'];

/** The resolver tried and could not find out: the zone's servers are broken, or its signatures are. */
export const dnsServfail = defineCheck({
  id: 'dns-servfail',
  layer: 'dns',
  severity: 'error',
  needs: ['target'],
  reads: ['dns.lookup', 'dns.answer', 'dns.resolvers', 'dns.unchecked', 'dns.root'],
  explains: ['dns.lookup'],
  run({ target, 'dns.lookup': lookup, 'dns.answer': answers, 'dns.resolvers': resolvers, ...more }) {
    if (lookup?.state !== 'failed') return null;
    const views = resolverViews(answers, resolvers);
    const failing = views.filter((view) => repliesOf(view).some((reply) => FAILURES.includes(rcodeOf(reply))));
    const settled = decisiveView(views);
    const named = settled !== undefined && repliesOf(settled).some((reply) => rcodeOf(reply) === 'NXDOMAIN');
    if (failing.length === 0 || named || views.some((view) => addressesOf(view).length > 0)) return null;
    const unchecked = more['dns.unchecked']?.state === 'ok' ? more['dns.unchecked'].value : undefined;
    const root = more['dns.root']?.state === 'ok' ? more['dns.root'].value.rcode : undefined;
    const dnssec =
      unchecked !== undefined &&
      (unchecked.addresses.length > 0 || unchecked.extendedErrors.some((error) => DNSSEC_ERRORS.includes(error)));
    const scope = dnssec ? 'dnssec' : root === 'NOERROR' ? 'name' : FAILURES.includes(root) ? 'everything' : 'unknown';
    const rcode =
      failing
        .flatMap(repliesOf)
        .map(rcodeOf)
        .find((one) => FAILURES.includes(one)) ?? 'SERVFAIL';
    const resolver = failing[0]?.server ?? '';
    const params = { host: target.host, resolvers: serversOf(failing), resolver, rcode, scope };
    const ruledOut = [
      { code: 'dns-nxdomain', because: 'resolver-says-servfail', params: { resolver, rcode } },
      { code: 'dns-timeout', because: 'resolver-answered', params: { resolver } },
    ];
    return { params, confidence: failing.length === views.length ? 'certain' : 'likely', ruledOut };
  },
  fix: ({ host, resolver, rcode, scope }) => [
    ...(scope === 'dnssec'
      ? [{ text: 'dnssec', commands: [command('delv', host)], where: 'network', needsRoot: false } as const]
      : []),
    ...(scope === 'everything' ? showResolvers('resolver') : []),
    { text: 'zone', commands: [command('dig', '+trace', host)], where: 'network', needsRoot: false },
    // Who did not understand the question had no answer to validate.
    ...(rcode === 'SERVFAIL'
      ? [{ text: 'see', commands: [digCommand(resolver, host, '+cd')], where: 'here', needsRoot: false } as const]
      : []),
  ],
});
