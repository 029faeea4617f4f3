import type { CounterDelta, TcpConnection, TcpFailure } from '../evidence/tcp.ts';
import type { Entry, Member } from '../evidence.ts';

/** What is kept in by this machine itself: this port, or whatever is meant for the host. */
export type KeptIn = 'port' | 'everything';

type Seen = {
  readonly 'tcp.connect': readonly Member<'tcp.connect'>[];
  readonly 'tcp.retry': readonly Member<'tcp.retry'>[];
  readonly 'tcp.departure': readonly Member<'tcp.departure'>[];
  readonly 'tcp.vigil': Entry<'tcp.vigil'> | undefined;
  readonly 'tcp.control': readonly Member<'tcp.control'>[];
};

/**
 * Whether no packet for the target's port left this machine, by what its network interfaces counted: a SYN that leaves is
 * counted at once, and so is the question for a link address that goes before it. Other programs may send meanwhile, so
 * that a count says little; that there was none, time after time, says everything, where the interfaces are known to count
 * in time: some do it once a second.
 */
export function keptIn(seen: Seen): KeptIn | undefined {
  const vigil = seen['tcp.vigil'] === undefined ? [] : [seen['tcp.vigil']];
  const attempts = [...seen['tcp.connect'], ...seen['tcp.retry']].map(({ entry }) => entry as Attempted);
  const own = [...attempts, ...vigil].flatMap(countersOf);
  const left = [
    ...own.flatMap(({ packetsSentAtOnce }) => packetsSentAtOnce ?? []),
    ...seen['tcp.departure'].flatMap(({ entry }) => (entry.state === 'ok' ? [entry.value.packetsSent] : [])),
  ];
  const nothing = left.filter((packets) => packets === 0).length;
  if (nothing < 2 || nothing <= left.length / 2) return undefined;
  const others = seen['tcp.control'].flatMap(({ entry }) => sentAtOnce(entry) ?? []);
  if (others.length > 0 && others.every((sent) => sent > 0)) return 'port';
  // Sent again and again for seconds, in which nothing left.
  const never = own.some(({ packetsSent, synRetransmits }) => packetsSent === 0 && synRetransmits > 1);
  return never && others.length > 0 && others.every((sent) => sent === 0) ? 'everything' : undefined;
}

type Attempted = Entry<'tcp.connect' | 'tcp.retry' | 'tcp.vigil' | 'tcp.control'>;

function countersOf(entry: Attempted): CounterDelta[] {
  const counters = entry.state === 'failed' ? (entry.failure as TcpFailure).counters : undefined;
  return counters === undefined ? [] : [counters];
}

function sentAtOnce(entry: Attempted): number | undefined {
  if (entry.state === 'ok') return (entry.value as TcpConnection).packetsSent;
  return countersOf(entry)[0]?.packetsSentAtOnce;
}
