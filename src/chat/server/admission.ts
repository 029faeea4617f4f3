import type { ChatLimits } from '../limits.ts';

/** Why a connection was not let in. */
export type AdmissionRefusal = 'connections' | 'connections-per-address';

/** Counts connections, in all and per address, and says who may come in. */
export class Admission {
  #total = 0;
  readonly #perAddress = new Map<string, number>();

  constructor(readonly limits: Pick<ChatLimits, 'connections' | 'connectionsPerAddress'>) {}

  /** Connections that are in. */
  get total(): number {
    return this.#total;
  }

  /** Lets a connection in, or says which limit it would break. Who is let in must be released once. */
  admit(address: string): AdmissionRefusal | undefined {
    const known = this.#perAddress.get(address) ?? 0;
    if (this.#total >= this.limits.connections) return 'connections';
    if (known >= this.limits.connectionsPerAddress) return 'connections-per-address';
    this.#total += 1;
    this.#perAddress.set(address, known + 1);
    return undefined;
  }

  /** A connection that was let in is closed. */
  release(address: string): void {
    const known = this.#perAddress.get(address) ?? 0;
    this.#total -= 1;
    if (known <= 1) this.#perAddress.delete(address);
    else this.#perAddress.set(address, known - 1);
  }
}
