/** How late a timer may be, in milliseconds, before a machine counts as busy. */
const BUSY_MS = 80;
const LOOK_MS = 25;
/** A run begins with so many diagnoses at a time, and never has fewer. */
const [FIRST, LEAST] = [8, 2];

/**
 * How many diagnoses this process can do at a time without being the reason why answers seem late: a peer that waits for
 * our turn looks like a slow one. More as long as timers come in time, fewer when they do not.
 */
export class Pace {
  readonly #most: number;
  #allowed: number;
  #timer: NodeJS.Timeout | undefined;

  /** @param most the caller's own limit */
  constructor(most: number) {
    this.#most = most;
    this.#allowed = Math.min(most, FIRST);
  }

  get allowed(): number {
    return this.#allowed;
  }

  /** Takes note of how late a timer was, in milliseconds. */
  note(lateMs: number): void {
    this.#allowed =
      lateMs > BUSY_MS
        ? Math.max(Math.min(LEAST, this.#most), Math.floor(this.#allowed * 0.75))
        : Math.min(this.#most, this.#allowed + 2);
  }

  /** Looks at the clock from now on; `onLook` is called each time. */
  watch(onLook: () => void): void {
    let due = performance.now() + LOOK_MS;
    this.#timer = setInterval(() => {
      const now = performance.now();
      this.note(now - due);
      due = now + LOOK_MS;
      onLook();
    }, LOOK_MS);
  }

  end(): void {
    clearInterval(this.#timer);
  }
}
