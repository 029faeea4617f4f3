import { isIP } from 'node:net';
import type { HostAddress } from '../../evidence/dns.ts';
import type { Request } from '../../evidence/request.ts';
import type { Entry, Member } from '../../evidence.ts';
import { addressesOf, decisiveView, heardView, type ResolverView, resolverViews } from '../../facts/resolution.ts';
import { defineProbe } from '../../probe.ts';
import { isLoopback } from '../../target.ts';

/** At most so many addresses of one name are tried: the budget of connections is shared by everything. */
const MOST = 6;

/**
 * The addresses to connect to: the target's own, those of `--address`, or what the name resolved to. Where getaddrinfo
 * fails or keeps us waiting, what the resolvers themselves say, so that the rest of the road is seen all the same.
 */
export const addressesProbe = defineProbe({
  yields: 'addresses',
  stage: 'quick',
  connects: false,
  needs: ['target', 'request'],
  reads: ['dns.lookup', 'local.machine', 'dns.answer', 'dns.resolvers'],
  // What the resolvers say is waited for only where getaddrinfo gave nothing.
  early: ({ target, request, 'dns.lookup': lookup, 'local.machine': machine, ...direct }) =>
    request.addresses.length > 0 ||
    target.hostKind !== 'name' ||
    lookup?.state === 'ok' ||
    (wholeMachine(request) && machine !== undefined) ||
    toldBy(viewOf(direct, false)).length > 0,
  async run({ target, request, 'dns.lookup': lookup, 'local.machine': machine, ...direct }) {
    if (request.addresses.length > 0) return { value: { source: 'flag', list: request.addresses.map(withFamily) } };
    // A server's machine is looked at from all sides: loopback, and each address that others may use.
    if (wholeMachine(request) && machine?.state === 'ok') {
      const own = machine.value.addresses.filter((address) => !isLinkLocal(address));
      return { value: { source: 'machine', list: loopbackFirst(own).slice(0, MOST).map(withFamily) } };
    }
    if (target.hostKind !== 'name') return { value: { source: 'literal', list: [withFamily(target.host)] } };
    if (lookup?.state !== 'ok') {
      // Once getaddrinfo has failed, the resolvers' own word is all there is.
      const list = toldBy(viewOf(direct, lookup !== undefined))
        .slice(0, MOST)
        .map(withFamily);
      return list.length > 0 ? { value: { source: 'records', list } } : { blockedBy: 'dns.lookup' };
    }
    const unique = lookup.value.addresses.filter(
      ({ address }, index, all) => all.findIndex((other) => other.address === address) === index,
    );
    return { value: { source: 'lookup', list: unique.slice(0, MOST) } };
  },
});

/** Whether a server's machine is looked at as a whole. */
function wholeMachine({ mode, host }: Request): boolean {
  return mode === 'server' && host === undefined;
}

type Direct = {
  readonly 'dns.answer': readonly Member<'dns.answer'>[];
  readonly 'dns.resolvers': Entry<'dns.resolvers'> | undefined;
};

function viewOf({ 'dns.answer': answers, 'dns.resolvers': resolvers }: Direct, final: boolean) {
  return final ? decisiveView(resolverViews(answers, resolvers)) : heardView(answers, resolvers);
}

function toldBy(view: ResolverView | undefined): readonly string[] {
  return view === undefined ? [] : addressesOf(view);
}

function isLinkLocal(address: string): boolean {
  return /^fe[89ab]/i.test(address) || address.startsWith('169.254.');
}

function loopbackFirst(addresses: readonly string[]): string[] {
  return [...addresses].sort((a, b) => Number(isLoopback(b)) - Number(isLoopback(a)));
}

function withFamily(address: string): HostAddress {
  return { address, family: isIP(address) === 6 ? 6 : 4 };
}
