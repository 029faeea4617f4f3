import type { Network } from '../runtime/network.ts';
import type { Entry, EvidenceKey, EvidenceStore } from './evidence.ts';
import { LiveConnections } from './live.ts';
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

interface Job {
  readonly probe: Probe;
  readonly at: string | undefined;
  readonly seen: Parameters<Probe['run']>[0];
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

/** The runs of a probe that what was seen calls for. */
function instancesOf(probe: Probe, seen: Job['seen']): readonly (string | undefined)[] {
  try {
    if (probe.when && !probe.when(seen)) return [];
    return probe.instances?.(seen) ?? [undefined];
  } catch {
    // What ended with our own time or a bug of ours (`DEADLINE`, `PROBE_ERROR`) holds nothing of what an observation holds.
    return [];
  }
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
  /** Probes that were not looked at yet. */
  readonly #open: Set<Probe>;
  /** Started or queued runs by evidence key: the key is settled when none is left and its probe is closed. */
  readonly #pending = new Map<EvidenceKey, number>();
  readonly #queue: Job[] = [];
  readonly #running = new Set<Promise<void>>();
  /** When the first run under a key began, by `performance.now()`. */
  readonly #since = new Map<EvidenceKey, number>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #wake = () => {};
  readonly #network: Network;
  #connecting = 0;
  #exclusive = false;
  #connections = 0;

  constructor(probes: readonly Probe[], seed: EvidenceStore, options: GatherOptions) {
    this.#open = new Set(probes);
    this.#store = seed;
    this.#options = options;
    this.#network = this.#counted(options.context.network);
  }

  /** The network with every connection counted where it is made. */
  #counted(network: Network): Network {
    const count = <T>(work: () => Promise<T>): Promise<T> => {
      this.#connections += 1;
      return work();
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
        this.#plan();
        this.#startQueued();
        if (this.#running.size > 0) await Promise.race([...this.#running, this.#woken()]);
        else if (this.#queue.length === 0) break;
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

  /** Moves every probe whose inputs are settled to the queue, records it as blocked, or drops it as not called for. */
  #plan(): void {
    for (let changed = true; changed; ) {
      changed = false;
      for (const probe of this.#open) {
        if (!this.#closes(probe)) continue;
        this.#open.delete(probe);
        changed = true;
      }
    }
  }

  /** Whether nothing is left to decide about a probe. */
  #closes(probe: Probe): boolean {
    const called = this.#calledFor(probe);
    if (called === 'unknown') return false;
    if (called === 'no') return true;
    if (!probe.needs.every((key) => this.#settled(key))) return false;
    const seen = this.#store.see(probe.needs, probe.reads);
    if (seen === undefined) {
      this.#block(probe);
      return true;
    }
    if (!probe.reads.every((key) => this.#settled(key)) && !probe.early?.(seen)) return false;
    for (const at of instancesOf(probe, seen)) {
      this.#queue.push({ probe, at, seen });
      this.#pending.set(probe.yields, (this.#pending.get(probe.yields) ?? 0) + 1);
    }
    return true;
  }

  #calledFor(probe: Probe): 'yes' | 'no' | 'unknown' {
    if (probe.stage === 'quick' || this.#options.deep) return 'yes';
    if (probe.stage === 'deep') return 'no';
    const separates = probe.separates ?? [];
    const failed = (key: EvidenceKey) => this.#store.states(key).some(([, entry]) => entry.state === 'failed');
    if (separates.some((key) => (this.#settled(key) && failed(key)) || this.#overdue(key, probe))) return 'yes';
    return separates.every((key) => this.#settled(key)) ? 'no' : 'unknown';
  }

  /** Whether evidence is out for so long that a probe no longer waits to hear whether it failed. */
  #overdue(key: EvidenceKey, { impatientMs }: Probe): boolean {
    const since = this.#since.get(key);
    const out = since !== undefined && (this.#pending.get(key) ?? 0) > 0;
    return out && impatientMs !== undefined && performance.now() - since >= impatientMs;
  }

  /** Looks again at what may run when the patience of a probe that waits for `key` is over. */
  #wakeImpatient(key: EvidenceKey): void {
    if (this.#since.has(key)) return;
    this.#since.set(key, performance.now());
    const waits = [...this.#open].flatMap(({ impatientMs, separates }) =>
      impatientMs !== undefined && separates?.includes(key) ? [impatientMs] : [],
    );
    // A timer may fire a fraction of a millisecond early.
    for (const ms of new Set(waits)) this.#timers.add(setTimeout(() => this.#wake(), ms + 1));
  }

  #woken(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #settled(key: EvidenceKey): boolean {
    if ((this.#pending.get(key) ?? 0) > 0) return false;
    for (const probe of this.#open) if (probe.yields === key) return false;
    return true;
  }

  /** Records that a probe could not look, naming the first thing that it lacked; what never was to be is not recorded. */
  #block(probe: Probe): void {
    const by = probe.needs.find((key) => this.#store.get(key)?.state !== 'ok');
    if (by === undefined || !this.#store.has(by)) return;
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
      const running = this.#start(job).finally(() => this.#running.delete(running));
      this.#running.add(running);
    }
  }

  async #start({ probe, at, seen }: Job): Promise<void> {
    const { context, budget, onEvent, timeoutMs } = this.#options;
    const startedAt = context.clock.now();
    const begin = performance.now();
    const instance = at === undefined ? {} : { at };
    const overBudget = probe.connects && this.#connections >= budget.connections;
    let observation: Observation<EvidenceKey>;
    if (this.#deadline.signal.aborted || overBudget) {
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
        observation = { failure: { code: 'PROBE_ERROR', message: String(error) } as never };
      } finally {
        if (probe.connects) {
          this.#connecting -= 1;
          this.#exclusive = false;
        }
      }
    }
    const ms = performance.now() - begin;
    this.#record(probe, at, observation, startedAt, ms);
    this.#pending.set(probe.yields, (this.#pending.get(probe.yields) ?? 1) - 1);
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
