import { exitCodeOf, type Status } from '../blame.ts';
import type { Diagnosis } from '../diagnose.ts';
import type { FleetResult } from './pool.ts';

/** So many examples and slow ones are kept. */
const MOST_EXAMPLES = 3;
const MOST_SLOW = 5;

/** What one cause broke. */
export interface CauseTally {
  readonly code: string;
  readonly layer: string;
  readonly count: number;
  /** The first targets, as they were written. */
  readonly examples: readonly string[];
}

/** What became of a list of targets; its size does not grow with the list. */
export interface FleetSummary {
  /** Targets that were diagnosed to the end. */
  readonly targets: number;
  readonly statuses: Readonly<Record<Status, number>>;
  /** By count, the most frequent first. */
  readonly causes: readonly CauseTally[];
  readonly slowest: readonly { readonly target: string; readonly ms: number }[];
  readonly connections: number;
}

/** What of a diagnosis is counted. */
export type Counted = Pick<Diagnosis, 'verdict' | 'totalMs' | 'connections'>;

/** Adds up results as they come. */
export class Tally {
  readonly #failOn: 'error' | 'warning';
  readonly #statuses: Record<Status, number> = { healthy: 0, degraded: 0, broken: 0, inconclusive: 0 };
  readonly #causes = new Map<string, { layer: string; count: number; examples: string[] }>();
  #slowest: { target: string; ms: number }[] = [];
  #connections = 0;
  #failed = false;

  constructor(failOn: 'error' | 'warning') {
    this.#failOn = failOn;
  }

  add({ target: { input }, diagnosis: { verdict, totalMs, connections } }: FleetResult<Counted>): void {
    this.#statuses[verdict.status] += 1;
    this.#failed ||= exitCodeOf(verdict, this.#failOn) === 1;
    this.#connections += connections;
    if (verdict.cause !== null) {
      const cause = this.#causes.get(verdict.cause) ?? { layer: verdict.layer ?? '', count: 0, examples: [] };
      cause.count += 1;
      if (cause.examples.length < MOST_EXAMPLES) cause.examples.push(input);
      this.#causes.set(verdict.cause, cause);
    }
    this.#slowest.push({ target: input, ms: Math.round(totalMs * 100) / 100 });
    this.#slowest = this.#slowest.sort((a, b) => b.ms - a.ms).slice(0, MOST_SLOW);
  }

  /** How often a cause was seen so far. */
  seen(code: string): number {
    return this.#causes.get(code)?.count ?? 0;
  }

  summary(): FleetSummary {
    const { healthy, degraded, broken, inconclusive } = this.#statuses;
    return {
      targets: healthy + degraded + broken + inconclusive,
      statuses: { ...this.#statuses },
      causes: [...this.#causes]
        .map(([code, tally]) => ({ code, ...tally }))
        .sort((a, b) => b.count - a.count || a.code.localeCompare(b.code)),
      slowest: this.#slowest,
      connections: this.#connections,
    };
  }

  /** 1 where any target is broken by `--fail-on`, else 5 where any could not be told, else 0. */
  exitCode(): 0 | 1 | 5 {
    if (this.#failed) return 1;
    return this.#statuses.inconclusive > 0 ? 5 : 0;
  }
}
