import { type LookupAddress, LookupProcess } from './lookup-process.ts';

/**
 * As many lookup processes as names need at the same time: usually one. A process in which too many names were given up
 * gets no new ones, and is killed with them as soon as nobody waits for the rest.
 */
export class LookupPool {
  readonly #processes = new Set<LookupProcess>();

  /** How many processes there are. */
  get size(): number {
    return this.#processes.size;
  }

  /** Resolves a name as programs of this system do; rejects with Node's error, or the signal's reason. */
  async lookup(host: string, signal?: AbortSignal): Promise<readonly LookupAddress[]> {
    const one = [...this.#processes].find(({ hasRoom }) => hasRoom) ?? new LookupProcess();
    this.#processes.add(one);
    try {
      return await one.lookup(host, signal);
    } finally {
      if (one.isSpent && !one.isAwaited) {
        this.#processes.delete(one);
        void one.end();
      }
    }
  }
}
