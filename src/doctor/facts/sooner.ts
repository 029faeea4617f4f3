import type { TcpPathFailure } from '../evidence/tcp.ts';
import type { Member } from '../evidence.ts';
import { isAnswer } from './refusal.ts';

/** So much sooner than another port of the same host must a reset come to be somebody else's. */
const SOONER = 3;
const SOONER_MS = 5;

/** The usual answer of one port and the quickest of others, in whole milliseconds. */
export type Gap = { readonly mine: number; readonly theirs: number };

/**
 * How much sooner the answers of one port came than any of others, in milliseconds; undefined where that may be chance. A
 * busy machine makes some of them late: the median of one port bears that, and so does the quickest of the others.
 */
export function sooner(own: readonly number[], others: readonly number[]): Gap | undefined {
  if (own.length === 0 || others.length === 0) return undefined;
  const [mine, theirs] = [median(own), Math.min(...others)];
  const clear = theirs >= mine * SOONER && theirs - mine >= SOONER_MS;
  return clear ? { mine: Math.round(mine), theirs: Math.round(theirs) } : undefined;
}

/** How long those attempts of a family took that were answered, in milliseconds. */
export function answered(members: readonly Member<'tcp.control' | 'tcp.turn'>[], prefix = ''): number[] {
  return members.flatMap(({ at, entry }) => (at.startsWith(prefix) && isAnswer(entry) ? [entry.ms] : []));
}

/** Whether a refusal came, each time, much sooner than any answer of the host's other ports. */
export function refusedSooner(
  { address }: TcpPathFailure,
  seen: {
    readonly 'tcp.connect': readonly Member<'tcp.connect'>[];
    readonly 'tcp.retry': readonly Member<'tcp.retry'>[];
    readonly 'tcp.control': readonly Member<'tcp.control'>[];
  },
): boolean {
  const own = [...seen['tcp.connect'].filter(({ at }) => at === address), ...seen['tcp.retry']];
  const took = own.map(({ entry }) => entry.ms);
  return took.length >= 2 && sooner(took, answered(seen['tcp.control'])) !== undefined;
}

function median(figures: readonly number[]): number {
  return [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)]!;
}
