import type { Socket } from 'node:net';

/** Connections that are handed from one probe to the next, so that a healthy target sees as few as possible. */
export class LiveConnections {
  readonly #held = new Map<string, { readonly value: unknown; readonly close: () => void }>();

  /** Leaves something open under a name; `close` is called if nobody takes it. */
  put(name: string, value: unknown, close: () => void): void {
    this.#held.get(name)?.close();
    this.#held.set(name, { value, close });
  }

  /** Leaves an established TCP connection open. */
  putSocket(name: string, socket: Socket): void {
    this.put(name, socket, () => socket.destroy());
  }

  /** Takes over what was left under a name; from now on closing it is the taker's business. */
  take<T>(name: string): T | undefined {
    const held = this.#held.get(name);
    this.#held.delete(name);
    return held?.value as T | undefined;
  }

  /** Looks at what was left under a name; it stays there, and is closed in the end. */
  borrow<T>(name: string): T | undefined {
    return this.#held.get(name)?.value as T | undefined;
  }

  /** Closes everything that nobody took. */
  closeAll(): void {
    for (const held of this.#held.values()) held.close();
    this.#held.clear();
  }
}
