/** Connections below which there is nothing worth giving back. */
const CROWD = 200;
/** The crowd is gone when no more than this part of it is left … */
const LEFT = 1 / 4;
/** … for so long. */
const CALM_MS = 5_000;

/** Notices that a crowd has gone: connections were many, and most of them have left and do not come back. */
export class Ebb {
  #high = 0;
  #count = 0;
  #calm: NodeJS.Timeout | undefined;

  /** @param gone called once after each crowd */
  constructor(private readonly gone: () => void) {}

  /** There are so many connections now. */
  note(count: number): void {
    this.#count = count;
    this.#high = Math.max(this.#high, count);
    if (this.#high >= CROWD && this.#isLow && !this.#calm) this.#calm = setTimeout(() => this.#look(), CALM_MS).unref();
  }

  get #isLow(): boolean {
    return this.#count <= this.#high * LEFT;
  }

  #look(): void {
    this.#calm = undefined;
    if (!this.#isLow) return;
    this.#high = this.#count;
    this.gone();
  }
}
