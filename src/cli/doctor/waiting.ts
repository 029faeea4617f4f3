import type { RunnerEvent } from '../../doctor/runner.ts';

/** One probe that runs. */
export interface Waiting {
  readonly key: string;
  /** The probe with its instance, as evidence is called: `tcp.connect@192.0.2.1`. */
  readonly probe: string;
  /** How long it has run, in milliseconds. */
  readonly ms: number;
}

/** Keeps count of the probes that run, so that a slow diagnosis can say what it waits for. Fed by runner events. */
export class WaitList {
  readonly #running = new Map<string, { readonly key: string; readonly since: number }>();

  /** @param now in milliseconds, of any steady clock */
  take(event: RunnerEvent, now: number): void {
    const probe = event.at === undefined ? event.key : `${event.key}@${event.at}`;
    if (event.type === 'probe-start') this.#running.set(probe, { key: event.key, since: now });
    else this.#running.delete(probe);
  }

  /** The probe that has run the longest; undefined where none has run for `leastMs`. */
  longest(now: number, leastMs: number): Waiting | undefined {
    // A map keeps the order in which probes began: the first is the longest.
    const [first] = this.#running;
    if (first === undefined) return undefined;
    const [probe, { key, since }] = first;
    return now - since >= leastMs ? { key, probe, ms: now - since } : undefined;
  }
}
