import { foldName } from './protocol/names.ts';

/** How long a claim holds a name for somebody who does not take it. */
const HELD_MS = 5_000;

/** Names that somebody has claimed, in the order that all servers share, and not taken yet. */
export class Reservations {
  readonly #held = new Map<string, { readonly owner: number; readonly until: number }>();

  /** Whether a name is held for somebody else. */
  heldForOther(name: string, owner: number, now: number): boolean {
    const held = this.#held.get(foldName(name));
    return held !== undefined && held.owner !== owner && held.until > now;
  }

  /** Holds a name. */
  hold(name: string, owner: number, now: number): void {
    for (const [key, { until }] of this.#held) if (until <= now) this.#held.delete(key);
    this.#held.set(foldName(name), { owner, until: now + HELD_MS });
  }

  /** The name is taken. */
  clear(name: string, owner: number): void {
    if (this.#held.get(foldName(name))?.owner === owner) this.#held.delete(foldName(name));
  }

  /** Its owner is gone. */
  release(owner: number): void {
    for (const [key, held] of this.#held) if (held.owner === owner) this.#held.delete(key);
  }
}
