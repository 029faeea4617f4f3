import type { ChatResults } from '../soak/result.ts';

/** One thing that is measured: does it once, and throws where it did not work. */
export type Job = () => void | Promise<void>;

/** What a row measures: llave and its peer, made ready. */
export interface Pair {
  readonly ours: Job;
  readonly peer: Job;
  /** Ends what was started for the measurement. */
  readonly stop?: () => void | Promise<void>;
}

/** One line of the benchmarks: llave's time divided by its peer's, on the same machine in the same minutes. */
export interface Row {
  /** Stable name. */
  readonly id: string;
  /** What llave does. */
  readonly what: string;
  /** What the peer does. */
  readonly against: string;
  /** The ratio that we aim at: at most this. */
  readonly aim?: number;
  /** How many things one job does; 1 where it is left out. With more, the table says how many there are in a second. */
  readonly count?: number;
  /** How many of ours a second we aim at: at least this. */
  readonly aimPerSecond?: number;
  /** How many pairs are measured. */
  readonly rounds: number;
  /**
   * median: the median of the pairs' ratios, with quartiles. mean: the mean of ours over the mean of the peer's, with a
   * 90 % bootstrap interval; for work whose time is random by nature, such as looking for primes.
   */
  readonly statistic: 'median' | 'mean';
  /** The commands of llave that it needs; the row is skipped where one does not exist. */
  readonly commands: readonly string[];
  /** The programs that it needs; the row is skipped where one is absent. */
  readonly programs?: readonly string[];
  /** The command line of llave that a profile is taken of where the aim is missed. */
  readonly profile?: readonly string[];
  prepare(): Pair | Promise<Pair>;
}

/** Rows that belong together, one file in bench/rows. */
export interface Topic {
  readonly topic: string;
  readonly title: string;
  /** A sentence below the title, Markdown. */
  readonly note?: string;
  readonly rows: readonly Row[];
}

/** What was measured of a row. */
export interface RowResult {
  readonly topic: string;
  readonly id: string;
  readonly what: string;
  readonly against: string;
  readonly aim?: number;
  readonly count?: number;
  readonly aimPerSecond?: number;
  readonly statistic: 'median' | 'mean';
  readonly rounds: number;
  readonly ratio: number;
  /** Quartiles of the pairs' ratios, or the 90 % interval of the ratio of means. */
  readonly low: number;
  readonly high: number;
  /** The extremes of the pairs' ratios. */
  readonly min: number;
  readonly max: number;
  /** Milliseconds: medians, or means where the ratio is one of means. */
  readonly oursMs: number;
  readonly peerMs: number;
  readonly profile?: readonly ProfileLine[];
}

/** Where the time of a run goes: a part of the program, and its share. */
export interface ProfileLine {
  readonly part: string;
  readonly ms: number;
  readonly percent: number;
}

/** Everything that bench/results.json holds. */
export interface Results {
  readonly machine: Readonly<Record<string, string>>;
  readonly rows: readonly RowResult[];
  /** The chat server under load: no ratio, but counts. */
  readonly chat?: ChatResults;
  readonly skipped: readonly { readonly topic: string; readonly id: string; readonly because: string }[];
}
