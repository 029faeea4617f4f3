import type { Heard } from './backplane.ts';

interface Waiting {
  readonly since: number;
  readonly done: (heard: Heard) => void;
  readonly missing: Set<string>;
  recipients: number;
  complete: boolean;
}

/** Acknowledgements of our messages by other servers: who still owes one, and for how long. */
export class Receipts {
  readonly #waiting = new Map<number, Waiting>();
  /** Those that came before we saw our own message come by. */
  readonly #early = new Map<number, Map<string, number>>();

  /** Tells `done` once each of `servers` has said how many of its members got message `n`. */
  expect(n: number, servers: readonly string[], now: number, done: (heard: Heard) => void): void {
    const early = this.#early.get(n);
    this.#early.delete(n);
    const waiting = { since: now, done, missing: new Set(servers), recipients: 0, complete: true };
    this.#waiting.set(n, waiting);
    for (const [server, recipients] of early ?? []) this.#take(waiting, server, recipients);
    this.#settleIfWhole(n, waiting);
  }

  /** A server says how many of its members got a message; `pending` says whether the message is still on its way to us. */
  heard(server: string, n: number, recipients: number, pending: boolean): void {
    const waiting = this.#waiting.get(n);
    if (waiting) {
      this.#take(waiting, server, recipients);
      this.#settleIfWhole(n, waiting);
    } else if (pending) {
      const early = this.#early.get(n) ?? new Map<string, number>();
      early.set(server, recipients);
      this.#early.set(n, early);
    }
  }

  /** Nothing more will come from a server. */
  forget(server: string): void {
    for (const [n, waiting] of this.#waiting) {
      if (!waiting.missing.delete(server)) continue;
      waiting.complete = false;
      this.#settleIfWhole(n, waiting);
    }
  }

  /** Settles what has waited for longer than `ms`; all of it with 0. */
  expire(now: number, ms: number): void {
    for (const [n, waiting] of this.#waiting) {
      if (now - waiting.since >= ms) this.#settle(n, waiting, false);
    }
    if (ms === 0) this.#early.clear();
  }

  #take(waiting: Waiting, server: string, recipients: number): void {
    // A server that we did not ask has members whom we do not know yet, or says it twice.
    if (waiting.missing.delete(server)) waiting.recipients += recipients;
  }

  #settleIfWhole(n: number, waiting: Waiting): void {
    if (waiting.missing.size === 0) this.#settle(n, waiting, waiting.complete);
  }

  #settle(n: number, { done, recipients }: Waiting, complete: boolean): void {
    this.#waiting.delete(n);
    done({ recipients, complete });
  }
}
