import type { CounterDelta, TcpConnection, TcpFailure, TcpPathFailure } from '../evidence/tcp.ts';
import type { Entry, Member } from '../evidence.ts';
import { lastLink } from './last-link.ts';

/** What a filter makes of a connection: it drops, resets, or rejects with one of ICMP's reasons. Without a descriptor, say, nothing leaves either. */
const FILTERED = ['TIMEOUT', 'ECONNREFUSED', 'EHOSTUNREACH', 'EACCES', 'ENETUNREACH', 'ENOPROTOOPT'];

/** How it is known that this machine itself keeps in what is meant for the port: others leave, datagrams are forbidden as well, nothing leaves. */
export type KeptIn = 'only-others-leave' | 'datagrams-forbidden' | 'nothing-leaves';

type Seen = {
  readonly 'tcp.connect': readonly Member<'tcp.connect'>[];
  readonly 'tcp.retry': readonly Member<'tcp.retry'>[];
  readonly 'tcp.departure': Entry<'tcp.departure'> | undefined;
  readonly 'tcp.vigil': Entry<'tcp.vigil'> | undefined;
  readonly 'tcp.control': readonly Member<'tcp.control'>[];
  readonly 'tcp.udp': Entry<'tcp.udp'> | undefined;
  readonly 'ip.routes': Entry<'ip.routes'> | undefined;
  readonly 'ip.neighbours': Entry<'ip.neighbours'> | undefined;
};

/**
 * Whether no packet for the target's port left this machine, by what its network interfaces counted: a SYN that leaves is
 * counted at once, and so is the question for a link address that goes before it. Other programs may send meanwhile, so
 * that a count says little; that there was none, time after time, says everything, where the interfaces are known to count
 * in time: some do it once a second.
 */
export function keptIn(failure: TcpPathFailure, seen: Seen): KeptIn | undefined {
  const { address, code } = failure;
  if (!FILTERED.includes(code)) return undefined;
  const mine = ({ entry }: { readonly entry: Attempted }) => countersOf(entry, address);
  const first = seen['tcp.connect'].flatMap(mine);
  // While a link address is asked for, packets wait for the answer within this machine: only the first attempt sent the question.
  const { noArp, inVain } = lastLink(failure, seen);
  if ((noArp || inVain) && first.some(({ packetsSentAtOnce }) => packetsSentAtOnce !== 0)) return undefined;
  const again = [...seen['tcp.retry'].flatMap(mine), ...(seen['tcp.vigil'] ? mine({ entry: seen['tcp.vigil'] }) : [])];
  const more = seen['tcp.departure'];
  const left = [
    ...[...first, ...again].flatMap(({ packetsSentAtOnce }) => packetsSentAtOnce ?? []),
    ...(more?.state === 'ok' && more.value.address === address ? more.value.packetsSent : []),
  ];
  const nothing = left.filter((packets) => packets === 0).length;
  if (nothing < 2 || nothing <= left.length / 2) return undefined;
  const others = seen['tcp.control'].flatMap(({ entry }) => sentAtOnce(entry) ?? []);
  if (others.length > 0 && others.every((sent) => sent > 0)) return 'only-others-leave';
  // A filter tells whoever sends a datagram, and nobody who connects.
  if (seen['tcp.udp']?.state === 'ok' && seen['tcp.udp'].value.answer === 'EPERM') return 'datagrams-forbidden';
  // Sent again and again for seconds, in which nothing left: a tunnel that is down would at least have tried to come up.
  const never = first.some(({ packetsSent, synRetransmits }) => packetsSent === 0 && synRetransmits > 1);
  return never && others.length > 0 && others.every((sent) => sent === 0) ? 'nothing-leaves' : undefined;
}

type Attempted = Entry<'tcp.connect' | 'tcp.retry' | 'tcp.vigil' | 'tcp.control'>;

/** What was counted in an attempt that failed on the network: what the kernel refuses by itself never had to leave. */
function countersOf(entry: Attempted, address?: string): CounterDelta[] {
  if (entry.state !== 'failed') return [];
  const { local, counters, address: at } = entry.failure as TcpFailure;
  return local || counters === undefined || (address !== undefined && at !== address) ? [] : [counters];
}

function sentAtOnce(entry: Attempted): number | undefined {
  if (entry.state === 'ok') return (entry.value as TcpConnection).packetsSent;
  return countersOf(entry)[0]?.packetsSentAtOnce;
}
