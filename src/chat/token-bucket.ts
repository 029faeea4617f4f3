/** Admits `perSecond` events a second on average and `burst` at once. Time is handed in, in milliseconds of any monotonic clock. */
export class TokenBucket {
  #tokens: number;
  #at: number;

  constructor(
    readonly perSecond: number,
    readonly burst: number,
    now: number,
  ) {
    this.#tokens = burst;
    this.#at = now;
  }

  /** Takes one token. Returns 0, or how many milliseconds to wait until there is one (none is taken then). */
  take(now: number): number {
    this.#tokens = Math.min(this.burst, this.#tokens + ((now - this.#at) * this.perSecond) / 1000);
    this.#at = now;
    if (this.#tokens < 1) return Math.ceil(((1 - this.#tokens) * 1000) / this.perSecond);
    this.#tokens -= 1;
    return 0;
  }

  /** Gives back a token that was taken for nothing. */
  giveBack(): void {
    this.#tokens = Math.min(this.burst, this.#tokens + 1);
  }
}
