import type { EvidenceKey, EvidenceStore } from './evidence.ts';
import type { Probe } from './probe.ts';

/** One run of a probe that is called for. */
export interface Job {
  readonly probe: Probe;
  /** The instance of a family. */
  readonly at: string | undefined;
  readonly seen: Parameters<Probe['run']>[0];
  /** What its own `when` or `instances` threw: a bug of ours, of which it is to be recorded. */
  readonly fault?: unknown;
}

/** What stays the same of a list of probes, whatever they see. */
interface Graph {
  /** The places in the list of the probes that look at a key: because they need, read or separate it. */
  readonly lookers: ReadonlyMap<EvidenceKey, readonly number[]>;
  /** Those of them that wait for it no longer than so many milliseconds. */
  readonly impatient: ReadonlyMap<EvidenceKey, readonly number[]>;
  /** How many probes yield a key. */
  readonly sources: ReadonlyMap<EvidenceKey, number>;
}

const graphs = new WeakMap<readonly Probe[], Graph>();

function graphOf(probes: readonly Probe[]): Graph {
  const known = graphs.get(probes);
  if (known) return known;
  const [lookers, impatient] = [new Map<EvidenceKey, number[]>(), new Map<EvidenceKey, number[]>()];
  const sources = new Map<EvidenceKey, number>();
  const note = (map: Map<EvidenceKey, number[]>, key: EvidenceKey, place: number) => {
    const places = map.get(key) ?? [];
    places.push(place);
    map.set(key, places);
  };
  for (const [place, { yields, needs, reads, separates = [], impatientMs }] of probes.entries()) {
    sources.set(yields, (sources.get(yields) ?? 0) + 1);
    for (const key of new Set([...needs, ...reads, ...separates])) note(lookers, key, place);
    if (impatientMs !== undefined) for (const key of separates) note(impatient, key, place);
  }
  const graph = { lookers, impatient, sources };
  graphs.set(probes, graph);
  return graph;
}

/** The runs of a probe that what was seen calls for. */
function jobsOf(probe: Probe, seen: Job['seen']): readonly Job[] {
  try {
    if (probe.when && !probe.when(seen)) return [];
    return (probe.instances?.(seen) ?? [undefined]).map((at) => ({ probe, at, seen }));
  } catch (fault) {
    return [{ probe, at: undefined, seen, fault }];
  }
}

/**
 * Decides which probes run, from what they declare and from what is known. It looks again only at those whose evidence
 * changed since, so that what a decision costs does not grow with the number of probes.
 */
export class Planner {
  readonly #probes: readonly Probe[];
  readonly #graph: Graph;
  readonly #store: EvidenceStore;
  readonly #deep: boolean;
  /** By the place of the probe: what is not decided yet, and what of it is to be looked at again. */
  readonly #open: boolean[];
  readonly #due: boolean[];
  /** Undecided probes by the key that they yield, and runs that were given out and have not ended: settled means none of both. */
  readonly #undecided: Map<EvidenceKey, number>;
  readonly #running = new Map<EvidenceKey, number>();
  /** When the first run under a key began, by `performance.now()`. */
  readonly #since = new Map<EvidenceKey, number>();

  /** @param store grows while probes run; `recorded` has to be told */
  constructor(probes: readonly Probe[], store: EvidenceStore, deep: boolean) {
    this.#probes = probes;
    this.#graph = graphOf(probes);
    this.#store = store;
    this.#deep = deep;
    this.#open = probes.map(() => true);
    this.#due = probes.map(() => true);
    this.#undecided = new Map(this.#graph.sources);
  }

  /**
   * The runs that are called for by now and were not before, in the order of the list.
   *
   * @param block records a probe as blocked for want of a key
   */
  next(block: (probe: Probe, by: EvidenceKey) => void): Job[] {
    const jobs: Job[] = [];
    for (let again = true; again; ) {
      again = false;
      // By hand: this goes over all probes each time that one ends.
      for (let place = 0; place < this.#probes.length; place += 1) {
        if (!this.#due[place] || !this.#open[place]) continue;
        this.#due[place] = false;
        const probe = this.#probes[place]!;
        if (!this.#decides(probe, jobs, block)) continue;
        this.#open[place] = false;
        this.#undecided.set(probe.yields, this.#undecided.get(probe.yields)! - 1);
        this.recorded(probe.yields);
        again = true;
      }
    }
    return jobs;
  }

  /**
   * A run under a key begins.
   *
   * @returns after how many milliseconds probes that wait for it lose their patience; they are asked for by `overdue`
   */
  began(key: EvidenceKey): readonly number[] {
    if (this.#since.has(key)) return [];
    this.#since.set(key, performance.now());
    const waiting = this.#graph.impatient.get(key)?.filter((place) => this.#open[place]) ?? [];
    return [...new Set(waiting.map((place) => this.#probes[place]!.impatientMs!))];
  }

  /** Something was recorded under a key, or is not to be any more. */
  recorded(key: EvidenceKey): void {
    for (const place of this.#graph.lookers.get(key) ?? []) this.#due[place] = true;
  }

  /** A run under a key ended and was recorded. */
  ended(key: EvidenceKey): void {
    this.#running.set(key, (this.#running.get(key) ?? 1) - 1);
    this.recorded(key);
  }

  /** Whether nothing is left to decide about a probe; its runs, if any, are among the jobs. */
  #decides(probe: Probe, jobs: Job[], block: (probe: Probe, by: EvidenceKey) => void): boolean {
    const wanted = this.#calledFor(probe);
    if (wanted !== 'yes') return wanted === 'no';
    if (!probe.needs.every((key) => this.#settled(key))) return false;
    const seen = this.#store.see(probe.needs, probe.reads);
    if (seen === undefined) {
      // The first thing that it lacks is named; what never was to be is not recorded.
      const by = probe.needs.find((key) => this.#store.get(key)?.state !== 'ok');
      if (by !== undefined && this.#store.has(by)) block(probe, by);
      return true;
    }
    if (!probe.reads.every((key) => this.#settled(key)) && !probe.early?.(seen)) return false;
    const called = jobsOf(probe, seen);
    jobs.push(...called);
    this.#running.set(probe.yields, (this.#running.get(probe.yields) ?? 0) + called.length);
    return true;
  }

  #calledFor(probe: Probe): 'yes' | 'no' | 'unknown' {
    if (probe.stage === 'quick' || (this.#deep && !probe.onlyOnFailure)) return 'yes';
    if (probe.stage === 'deep') return 'no';
    const separates = probe.separates ?? [];
    if (separates.some((key) => (this.#settled(key) && this.#failed(key)) || this.#overdue(key, probe))) return 'yes';
    return separates.every((key) => this.#settled(key)) ? 'no' : 'unknown';
  }

  #settled(key: EvidenceKey): boolean {
    return (this.#running.get(key) ?? 0) === 0 && (this.#undecided.get(key) ?? 0) === 0;
  }

  #failed(key: EvidenceKey): boolean {
    return this.#store.states(key).some(([, entry]) => entry.state === 'failed');
  }

  /** Whether evidence is out for so long that a probe no longer waits to hear whether it failed. */
  #overdue(key: EvidenceKey, { impatientMs }: Probe): boolean {
    const since = this.#since.get(key);
    const out = since !== undefined && (this.#running.get(key) ?? 0) > 0;
    return out && impatientMs !== undefined && performance.now() - since >= impatientMs;
  }
}
