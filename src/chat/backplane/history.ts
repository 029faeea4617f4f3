import type { Operation } from './backplane.ts';

/** How much of its own operations a server keeps for those who were cut off. */
export const HISTORY_LIMITS = { operations: 4096, bytes: 262_144 };

/** What an operation costs besides its text. */
const OVERHEAD_BYTES = 32;

/** The last operations of this server, numbered from 1 without gaps. */
export class History {
  #first = 1;
  #bytes = 0;
  #operations: Operation[] = [];
  readonly #limits: typeof HISTORY_LIMITS;

  constructor(limits = HISTORY_LIMITS) {
    this.#limits = limits;
  }

  /** The number of the oldest operation that is kept. */
  get first(): number {
    return this.#first;
  }

  /** The number of the last operation; 0 before there is one. */
  get last(): number {
    return this.#first + this.#operations.length - 1;
  }

  /** Keeps an operation and returns its number. What is not yet `settled` (numbers up to it) is never dropped. */
  push(operation: Operation, settled: number): number {
    this.#operations.push(operation);
    this.#bytes += size(operation);
    while (this.#over() && this.#first <= settled) {
      this.#bytes -= size(this.#operations.shift() as Operation);
      this.#first += 1;
    }
    return this.last;
  }

  get(n: number): Operation | undefined {
    return this.#operations[n - this.#first];
  }

  #over(): boolean {
    return this.#operations.length > this.#limits.operations || this.#bytes > this.#limits.bytes;
  }
}

function size(operation: Operation): number {
  return OVERHEAD_BYTES + (operation.type === 'say' ? Buffer.byteLength(operation.text) : 0);
}
