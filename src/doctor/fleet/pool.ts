import { type Diagnose, type Lane, LaneLost, ownLane } from './lane.ts';
import { Politeness } from './politeness.ts';
import type { FleetTarget } from './targets.ts';

/** One target, diagnosed. */
export interface FleetResult<D> {
  readonly target: FleetTarget;
  readonly diagnosis: D;
}

/** How a list of targets is gone through. */
export interface FleetOptions<D> {
  /** Diagnoses at the same time, at most; fewer while this process is too busy to be punctual. */
  readonly concurrency: number;
  /** Whether results come in the order of the targets, or as they come. */
  readonly ordered: boolean;
  /** The most targets that were read and whose results were not taken yet; four for each diagnosis unless told. */
  readonly window?: number;
  /** The hosts that a target's diagnosis burdens; none where there is nobody to spare. */
  readonly hosts: (target: FleetTarget) => readonly string[] | Promise<readonly string[]>;
  readonly politeness?: Politeness;
  /** Diagnoses in this thread. */
  readonly diagnose: Diagnose<D>;
  /** Other threads that are started when the list turns out to be long, after so many targets. */
  readonly helpers?: { readonly after: number; start(): readonly Lane<D>[] };
  /** Nothing more is begun, and what runs is broken off and left out. */
  readonly signal: AbortSignal;
}

interface Place<D> {
  readonly target: FleetTarget;
  hosts: readonly string[];
  found?: { readonly diagnosis: D };
}

/**
 * Diagnoses a list of targets, so many at a time, and gives their results while it goes on. Memory is bounded by the
 * window, however long the list is: targets are read only as results are taken, so that who is slow to take them, or a
 * slow target at the head of an ordered run, slows the reading.
 *
 * @throws what `diagnose` or the list throws
 */
export async function* runFleet<D>(
  targets: AsyncIterable<FleetTarget>,
  options: FleetOptions<D>,
): AsyncGenerator<FleetResult<D>> {
  const fleet = new Fleet(targets, options);
  try {
    for (let next = await fleet.next(); next !== undefined; next = await fleet.next()) yield next;
  } finally {
    fleet.abandon();
  }
}

class Fleet<D> {
  readonly #options: FleetOptions<D>;
  readonly #window: number;
  readonly #politeness: Politeness;
  /** The threads, and how many diagnoses go on in each. */
  readonly #lanes = new Map<Lane<D>, number>();
  readonly #list: AsyncIterator<FleetTarget>;
  readonly #stop = new AbortController();
  /** Everything that was read and not given yet, in the order of the list. */
  readonly #places = new Set<Place<D>>();
  /** What of it was not begun. */
  readonly #waiting = new Set<Place<D>>();
  #begun = 0;
  #reading = false;
  #read = false;
  #error: { readonly thrown: unknown } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #wake = () => {};

  constructor(targets: AsyncIterable<FleetTarget>, options: FleetOptions<D>) {
    this.#options = options;
    this.#window = options.window ?? 4 * options.concurrency;
    this.#politeness = options.politeness ?? new Politeness();
    this.#open(ownLane(options.diagnose, options.concurrency));
    this.#list = targets[Symbol.asyncIterator]();
    const onAbort = () => this.abandon();
    options.signal.addEventListener('abort', onAbort, { once: true });
    if (options.signal.aborted) onAbort();
  }

  /** The next result; undefined when there is none left, or the run was broken off. */
  async next(): Promise<FleetResult<D> | undefined> {
    for (;;) {
      if (this.#error) throw this.#error.thrown;
      const ready = this.#ready();
      if (ready) {
        this.#places.delete(ready);
        return { target: ready.target, diagnosis: ready.found!.diagnosis };
      }
      if (this.#stop.signal.aborted || (this.#read && this.#places.size === 0)) return undefined;
      const woken = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#go();
      await woken;
    }
  }

  /** Nothing more is begun; what runs is told to end. */
  abandon(): void {
    if (this.#stop.signal.aborted) return;
    this.#stop.abort();
    clearTimeout(this.#timer);
    for (const lane of this.#lanes.keys()) lane.end();
    // A list on standard input may be waiting for its next line: nobody waits for that.
    void Promise.resolve(this.#list.return?.()).catch(() => {});
    this.#wake();
  }

  #ready(): Place<D> | undefined {
    for (const place of this.#places) {
      if (place.found) return place;
      if (this.#options.ordered) return undefined;
    }
    return undefined;
  }

  #go(): void {
    if (this.#stop.signal.aborted) return;
    clearTimeout(this.#timer);
    let soonest = Number.POSITIVE_INFINITY;
    for (const place of this.#waiting) {
      const lane = this.#free();
      if (lane === undefined) return;
      const wait = this.#politeness.wait(place.hosts);
      if (wait === 0) void this.#begin(place, lane);
      else soonest = Math.min(soonest, wait);
    }
    if (this.#free() !== undefined && this.#places.size < this.#window) void this.#readOne();
    if (Number.isFinite(soonest)) this.#timer = setTimeout(() => this.#go(), soonest);
  }

  async #readOne(): Promise<void> {
    if (this.#reading || this.#read) return;
    this.#reading = true;
    try {
      const { done, value } = await this.#list.next();
      if (done) this.#read = true;
      else {
        const hosts = this.#options.hosts(value);
        // A name that takes long to be looked up holds nobody else up.
        if ('then' in hosts) this.#whenKnown(value, hosts);
        else this.#waiting.add(this.#take(value, hosts));
      }
    } catch (thrown) {
      this.#error = { thrown };
    }
    this.#reading = false;
    if (this.#read || this.#error) this.#wake();
    else this.#go();
  }

  #open(lane: Lane<D>): void {
    this.#lanes.set(lane, 0);
    lane.begin(() => this.#go());
  }

  /** The thread with the least to do among those that take more; none while as many go on as may. */
  #free(): Lane<D> | undefined {
    let [running, least, free] = [0, Number.POSITIVE_INFINITY, undefined as Lane<D> | undefined];
    for (const [lane, here] of this.#lanes) {
      running += here;
      if (here < lane.allowed && here < least) [least, free] = [here, lane];
    }
    return running < this.#options.concurrency ? free : undefined;
  }

  #count(lane: Lane<D>, change: 1 | -1): void {
    this.#lanes.set(lane, (this.#lanes.get(lane) ?? 0) + change);
  }

  #take(target: FleetTarget, hosts: readonly string[]): Place<D> {
    const place = { target, hosts };
    this.#places.add(place);
    return place;
  }

  #whenKnown(target: FleetTarget, hosts: Promise<readonly string[]>): void {
    const place = this.#take(target, []);
    void hosts
      .then((known) => {
        place.hosts = known;
        this.#waiting.add(place);
      })
      .catch((thrown: unknown) => {
        this.#error ??= { thrown };
        this.#wake();
      })
      .then(() => this.#go());
  }

  async #begin(place: Place<D>, lane: Lane<D>): Promise<void> {
    this.#waiting.delete(place);
    this.#count(lane, 1);
    this.#politeness.enter(place.hosts);
    this.#begun += 1;
    const { helpers } = this.#options;
    if (this.#begun === helpers?.after) for (const helper of helpers.start()) this.#open(helper);
    try {
      const diagnosis = await lane.diagnose(place.target, this.#stop.signal);
      // What was broken off in the middle is no diagnosis.
      if (!this.#stop.signal.aborted) place.found = { diagnosis };
    } catch (thrown) {
      if (thrown instanceof LaneLost) this.#waiting.add(place);
      else this.#error ??= { thrown };
    }
    this.#count(lane, -1);
    this.#politeness.leave(place.hosts);
    this.#wake();
    this.#go();
  }
}
