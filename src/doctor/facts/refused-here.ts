import { splitServer } from '../../runtime/resolver-address.ts';
import type { Entry, Member } from '../evidence.ts';
import { allSilentWith, repliesOf, resolverViews } from './resolution.ts';

type Seen = {
  readonly 'tcp.path': Entry<'tcp.path'> | undefined;
  readonly 'dns.lookup': Entry<'dns.lookup'> | undefined;
  readonly 'dns.answer': readonly Member<'dns.answer'>[];
  readonly 'dns.resolvers': Entry<'dns.resolvers'> | undefined;
};

/** The address that this machine's kernel refused: the target's, or that of the resolvers without which it has none. */
export function refusedAddress(seen: Seen): { readonly address: string; readonly code: string } | undefined {
  const path = seen['tcp.path'];
  if (path?.state === 'failed') return path.failure.local ? path.failure : undefined;
  if (seen['dns.lookup']?.state !== 'failed') return undefined;
  const views = resolverViews(seen['dns.answer'], seen['dns.resolvers']);
  const [first] = views.flatMap((view) => repliesOf(view).map((reply) => ({ view, reply })));
  if (first === undefined || !('silent' in first.reply)) return undefined;
  const code = first.reply.silent;
  if (!allSilentWith(views, (one) => one === code)) return undefined;
  return { address: splitServer(first.view.server).address, code };
}
