import type { CounterDelta, TcpPathFailure, UdpEcho } from '../evidence/tcp.ts';
import type { Entry, Member } from '../evidence.ts';

/** Whether an ICMP error came back with the refusal: the kernel's counters say, where there are any. */
export type IcmpSeen = 'icmp' | 'none' | 'unknown';

function allCounted(failure: TcpPathFailure, retries: readonly Member<'tcp.retry'>[]): CounterDelta[] {
  return [
    ...retries.flatMap(({ entry }) => (entry.state === 'failed' ? [entry.failure.counters] : [])),
    failure.counters,
  ].filter((counters) => counters !== undefined);
}

function attemptsAlone(failure: TcpPathFailure, retries: readonly Member<'tcp.retry'>[]): CounterDelta[] {
  return allCounted(failure, retries).filter(({ shared }) => !shared);
}

/**
 * Decides from the attempts that ran alone; they must agree, because other programs move the same counters. Where other
 * diagnoses ran meanwhile, what was counted may be theirs; only that nothing was counted says something.
 */
export function icmpSeen(failure: TcpPathFailure, retries: readonly Member<'tcp.retry'>[]): IcmpSeen {
  const counted = allCounted(failure, retries);
  if (counted.some(({ crowded, unreachable }) => crowded && unreachable === 0)) return 'none';
  const alone = attemptsAlone(failure, retries);
  if (alone.length === 0) return 'unknown';
  if (alone.every(({ unreachable }) => unreachable > 0)) return 'icmp';
  return alone.every(({ unreachable }) => unreachable === 0) ? 'none' : 'unknown';
}

/**
 * Whether it was this machine's own TCP that refused a connection to one of its own addresses, and not a packet filter
 * in its stead: only the former counts the resets that it sends.
 */
export function refusedByOwnTcp(failure: TcpPathFailure, retries: readonly Member<'tcp.retry'>[]): boolean | undefined {
  const counted = attemptsAlone(failure, retries).flatMap(({ resetsSent }) => resetsSent ?? []);
  if (counted.length === 0) return undefined;
  if (counted.every((resets) => resets > 0)) return true;
  return counted.every((resets) => resets === 0) ? false : undefined;
}

/** Whether the kernel is known to have sent the SYN of this attempt again. */
export function sentAgain({ counters }: Pick<TcpPathFailure, 'counters'>): boolean {
  return counters !== undefined && !counters.crowded && counters.synRetransmits > 0;
}

/** Whether the host answered an attempt to connect; a refusal is an answer. */
export function isAnswer(entry: Entry<'tcp.control' | 'tcp.turn' | 'tcp.egress'>): boolean {
  return entry.state === 'ok' || (entry.state === 'failed' && entry.failure.code === 'ECONNREFUSED');
}

/** Something on the host that answered while the target's port did not. */
export interface HostAnswer {
  /** `tcp/22`, `udp`. */
  readonly what: string;
  readonly how: 'open' | 'refused';
}

/** What else on the host answered; a refusal is an answer. */
export function hostAnswers(
  controls: readonly Member<'tcp.control'>[],
  udp: Entry<'tcp.udp'> | undefined,
): HostAnswer[] {
  const answers = controls.flatMap(({ at, entry }): HostAnswer[] => {
    if (entry.state === 'ok') return [{ what: `tcp/${at}`, how: 'open' }];
    const refused = entry.state === 'failed' && entry.failure.code === 'ECONNREFUSED';
    return refused ? [{ what: `tcp/${at}`, how: 'refused' }] : [];
  });
  const echo: UdpEcho | undefined = udp?.state === 'ok' ? udp.value : undefined;
  if (echo?.answer === 'ECONNREFUSED') answers.push({ what: 'udp', how: 'refused' });
  return answers;
}

/** Whether the battery of other ports ran to its end, so that silence means silence. */
export function allSilent(controls: readonly Member<'tcp.control'>[], udp: Entry<'tcp.udp'> | undefined): boolean {
  const tcp =
    controls.length > 0 && controls.every(({ entry }) => entry.state === 'failed' && entry.failure.code === 'TIMEOUT');
  return tcp && udp?.state === 'ok' && udp.value.answer === 'silence';
}
