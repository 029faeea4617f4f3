import type { Network } from '../runtime/network.ts';
import type { Entry, EvidenceKey, EvidenceStore } from './evidence.ts';
import { LiveConnections } from './live.ts';
import { type Job, Planner } from './planner.ts';
import type { Observation, Probe, ProbeContext } from './probe.ts';

/** The limits of one diagnosis. */
export interface Budget {
  /** Milliseconds for everything. */
  readonly totalMs: number;
  readonly connections: number;
  readonly parallel: number;
}

/** Design 1.4: any diagnosis ends within 5 s at default time-outs, with 25 connections at most, 4 at a time. */
export const DEFAULT_BUDGET: Budget = { totalMs: 5000, connections: 25, parallel: 4 };

/** What the runner tells whoever shows progress; it keeps no other state for them. */
export type RunnerEvent =
  | { readonly type: 'probe-start'; readonly key: EvidenceKey; readonly at?: string }
  | {
      readonly type: 'probe-end';
      readonly key: EvidenceKey;
      readonly at?: string;
      readonly state: Entry['state'];
      readonly ms: number;
    };

/** What a run of the probes needs from outside. */
export interface GatherOptions {
  readonly context: Omit<ProbeContext, 'signal' | 'live' | 'timeoutMs'>;
  /** Milliseconds for one probe. */
  readonly timeoutMs: number;
  readonly deep: boolean;
  readonly budget: Budget;
  readonly onEvent?: (event: RunnerEvent) => void;
  /** The caller gives up: Ctrl-C. */
  readonly signal?: AbortSignal;
}

/** What running the probes gave. */
export interface Gathered {
  readonly store: EvidenceStore;
  readonly connections: number;
  readonly totalMs: number;
}

/**
 * Runs the probes that are called for, each as soon as what it declared is settled, within the budget, and records
 * what they saw. A probe that throws is recorded as failed with code `PROBE_ERROR`, never as a fault of the target.
 *
 * @param seed entries that are known beforehand: the request.
 */
export async function gather(probes: readonly Probe[], seed: EvidenceStore, options: GatherOptions): Promise<Gathered> {
  const run = new Gathering(probes, seed, options);
  return await run.finish();
}

class Gathering {
  readonly #store: EvidenceStore;
  readonly #options: GatherOptions;
  readonly #live = new LiveConnections();
  readonly #begin = performance.now();
  readonly #deadline = new AbortController();
  /** Some calls cannot be cancelled (getaddrinfo): when the time is up, nobody waits for them. */
  readonly #afterDeadline = new Promise<Observation<EvidenceKey>>((resolve) => {
    this.#deadline.signal.addEventListener('abort', () => resolve({ failure: { code: 'DEADLINE' } as never }));
  });
  readonly #planner: Planner;
  readonly #queue: Job[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  #wake = () => {};
  /** What whoever shows progress threw. */
  #error: { readonly thrown: unknown } | undefined;
  readonly #network: Network;
  #running = 0;
  #connecting = 0;
  #exclusive = false;
  #connections = 0;

  constructor(probes: readonly Probe[], seed: EvidenceStore, options: GatherOptions) {
    this.#planner = new Planner(probes, seed, options.deep);
    this.#store = seed;
    this.#options = options;
    this.#network = this.#counted(options.context.network);
  }

  /** The network with every connection counted where it is made, and none beyond the budget. */
  #counted(network: Network): Network {
    const count = async <T>(work: () => Promise<T>): Promise<T> => {
      if (this.#connections >= this.#options.budget.connections) throw new BudgetSpent();
      this.#connections += 1;
      return await work();
    };
    return {
      lookup: (host, signal) => network.lookup(host, signal),
      dnsExchange: (options) => network.dnsExchange(options),
      resolvers: () => network.resolvers(),
      connect: (options) => count(() => network.connect(options)),
      http: (options) => count(() => network.http(options)),
      udpEcho: (options) => count(() => network.udpEcho(options)),
    };
  }

  async finish(): Promise<Gathered> {
    const { budget, signal } = this.#options;
    const timer = setTimeout(() => this.#deadline.abort(), budget.totalMs);
    const onAbort = () => this.#deadline.abort();
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      for (;;) {
        this.#queue.push(...this.#planner.next((probe, by) => this.#block(probe, by)));
        this.#startQueued();
        if (this.#running > 0) await this.#woken();
        else if (this.#queue.length === 0) break;
        if (this.#error) throw this.#error.thrown;
      }
      const totalMs = performance.now() - this.#begin;
      return { store: this.#store, connections: this.#connections, totalMs };
    } finally {
      clearTimeout(timer);
      for (const patience of this.#timers) clearTimeout(patience);
      signal?.removeEventListener('abort', onAbort);
      this.#live.closeAll();
    }
  }

  /** Looks again at what may run when the patience of the probes that wait for `key` is over. */
  #wakeImpatient(key: EvidenceKey): void {
    for (const ms of this.#planner.began(key)) {
      const lookAgain = () => {
        this.#planner.recorded(key);
        this.#wake();
      };
      // A timer may fire a fraction of a millisecond early.
      this.#timers.add(setTimeout(lookAgain, ms + 1));
    }
  }

  #woken(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  /** Records that a probe could not look, naming the first thing that it lacked. */
  #block(probe: Probe, by: EvidenceKey): void {
    this.#record(probe, undefined, { blockedBy: by }, new Date(this.#options.context.clock.now()), 0);
  }

  #startQueued(): void {
    const { budget } = this.#options;
    for (let index = 0; index < this.#queue.length; ) {
      const job = this.#queue[index]!;
      const { connects, exclusive } = job.probe;
      const mayStart = !connects || (!this.#exclusive && this.#connecting < (exclusive ? 1 : budget.parallel));
      if (!mayStart) {
        // What is exclusive waits its turn, and what comes after it waits for it, or it would wait for ever.
        if (exclusive) break;
        index += 1;
        continue;
      }
      this.#queue.splice(index, 1);
      this.#running += 1;
      void this.#start(job)
        .catch((thrown: unknown) => {
          this.#error ??= { thrown };
        })
        .then(() => {
          this.#running -= 1;
          this.#wake();
        });
    }
  }

  async #start({ probe, at, seen, fault }: Job): Promise<void> {
    const { context, budget, onEvent, timeoutMs } = this.#options;
    const startedAt = context.clock.now();
    const begin = performance.now();
    const instance = at === undefined ? {} : { at };
    const overBudget = probe.connects && this.#connections >= budget.connections;
    let observation: Observation<EvidenceKey>;
    if (fault !== undefined) {
      observation = failedByBug(fault);
    } else if (this.#deadline.signal.aborted || overBudget) {
      observation = { failure: { code: overBudget ? 'BUDGET' : 'DEADLINE' } as never };
    } else {
      onEvent?.({ type: 'probe-start', key: probe.yields, ...instance });
      this.#wakeImpatient(probe.yields);
      if (probe.connects) {
        this.#connecting += 1;
        this.#exclusive = probe.exclusive === true;
      }
      try {
        const limits = { timeoutMs: Math.min(timeoutMs, probe.timeoutMs ?? timeoutMs), signal: this.#deadline.signal };
        const work = probe.run(seen, { ...context, network: this.#network, ...limits, live: this.#live }, at ?? '');
        observation = await Promise.race([work, this.#afterDeadline]);
      } catch (error) {
        observation = error instanceof BudgetSpent ? { failure: { code: error.code } as never } : failedByBug(error);
      } finally {
        if (probe.connects) {
          this.#connecting -= 1;
          this.#exclusive = false;
        }
      }
    }
    const ms = performance.now() - begin;
    this.#record(probe, at, observation, startedAt, ms);
    this.#planner.ended(probe.yields);
  }

  #record(probe: Probe, at: string | undefined, observation: Observation<EvidenceKey>, start: Date, ms: number): void {
    const timed = { startedAt: start.toISOString(), ms: Math.round(ms * 100) / 100 };
    const entry =
      'value' in observation
        ? { state: 'ok', ...timed, value: observation.value }
        : 'failure' in observation
          ? { state: 'failed', ...timed, failure: observation.failure }
          : { state: 'blocked', ...timed, failure: { code: 'BLOCKED', by: observation.blockedBy } };
    this.#store.set(probe.yields, entry as never, at);
    this.#options.onEvent?.({
      type: 'probe-end',
      key: probe.yields,
      ...(at === undefined ? {} : { at }),
      state: entry.state as Entry['state'],
      ms: timed.ms,
    });
  }
}

/** A probe that connects more than once finds no connection left. */
class BudgetSpent extends Error {
  readonly code = 'BUDGET';
}

/** A probe that throws has seen nothing: that is a bug of ours, never a fault of the target. */
function failedByBug(error: unknown): Observation<EvidenceKey> {
  return { failure: { code: 'PROBE_ERROR', message: String(error) } as never };
}
