import type { Rcode, RecordType } from '../dns/message.ts';
import type { DnsAnswer, Resolvers } from '../evidence/dns.ts';
import type { Entry, Member } from '../evidence.ts';

/** What one resolver said to one question: an answer, or the code of its silence. */
export type Reply = { readonly answer: DnsAnswer } | { readonly silent: string };

/** What one resolver said to both questions. */
export interface ResolverView {
  readonly server: string;
  readonly a: Reply | undefined;
  readonly aaaa: Reply | undefined;
}

/** What every resolver said, in the order in which they are asked. */
export function resolverViews(
  answers: readonly Member<'dns.answer'>[],
  resolvers: Entry<'dns.resolvers'> | undefined,
): readonly ResolverView[] {
  const servers: Resolvers['servers'] = resolvers?.state === 'ok' ? resolvers.value.servers : [];
  const reply = (type: RecordType, server: string): Reply | undefined => {
    const entry = answers.find(({ at }) => at === `${type} ${server}`)?.entry;
    if (entry?.state === 'ok') return { answer: entry.value };
    return entry?.state === 'failed' && entry.failure.code !== 'DEADLINE' ? { silent: entry.failure.code } : undefined;
  };
  return servers
    .map((server) => ({ server, a: reply('A', server), aaaa: reply('AAAA', server) }))
    .filter(({ a, aaaa }) => a !== undefined || aaaa !== undefined);
}

/** Both replies of a resolver, as far as they were asked for. */
export function repliesOf({ a, aaaa }: ResolverView): readonly Reply[] {
  return [a, aaaa].filter((reply) => reply !== undefined);
}

/** The response code of a reply; undefined for silence. */
export function rcodeOf(reply: Reply | undefined): Rcode | undefined {
  return reply !== undefined && 'answer' in reply ? reply.answer.rcode : undefined;
}

/** The addresses of a reply. */
export function addressesIn(reply: Reply | undefined): readonly string[] {
  return reply !== undefined && 'answer' in reply ? reply.answer.addresses : [];
}

/** All addresses that a resolver gives. */
export function addressesOf({ a, aaaa }: ResolverView): readonly string[] {
  return [...addressesIn(a), ...addressesIn(aaaa)];
}

/** Whether a reply settles the question, so that a resolver library asks nobody else. */
function settles(reply: Reply | undefined): boolean {
  const rcode = rcodeOf(reply);
  return rcode === 'NOERROR' || rcode === 'NXDOMAIN';
}

/** The resolver whose answers count: the first that gave one to either question. */
export function decisiveView(views: readonly ResolverView[]): ResolverView | undefined {
  return views.find(({ a, aaaa }) => settles(a) || settles(aaaa));
}

/**
 * The resolver whose answers will count while others are still out, or merely slow: the first one, once both questions
 * to it are settled. For another one, silence before it must have been waited for.
 */
export function heardView(
  answers: readonly Member<'dns.answer'>[],
  resolvers: Entry<'dns.resolvers'> | undefined,
): ResolverView | undefined {
  const [first] = resolvers?.state === 'ok' ? resolvers.value.servers : [];
  const view = decisiveView(resolverViews(answers, resolvers));
  return view?.server === first && view?.a !== undefined && view.aaaa !== undefined ? view : undefined;
}

/** Whether all replies are silence of the kinds that `codes` names. */
export function allSilentWith(views: readonly ResolverView[], codes: (code: string) => boolean): boolean {
  const replies = views.flatMap(repliesOf);
  return replies.length > 0 && replies.every((reply) => 'silent' in reply && codes(reply.silent));
}

/** The resolvers of some views, as they are configured. */
export function serversOf(views: readonly ResolverView[]): readonly string[] {
  return views.map(({ server }) => server);
}
