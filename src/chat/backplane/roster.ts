import { foldName } from '../protocol/names.ts';
import type { Operation } from './backplane.ts';

/** A member as its own server tells it to others. */
export interface RosterEntry {
  readonly member: number;
  readonly name: string;
  readonly room: string;
  /** When the name was claimed, Unix time in ms by the clock of that server. */
  readonly at: number;
}

/** The members of one server: what is left of its operations. */
export class Roster {
  readonly #members = new Map<number, RosterEntry>();
  readonly #perRoom = new Map<string, number>();

  get size(): number {
    return this.#members.size;
  }

  get(member: number): RosterEntry | undefined {
    return this.#members.get(member);
  }

  entries(): RosterEntry[] {
    return [...this.#members.values()];
  }

  /** Whether anybody of this server is in a room. */
  isIn(room: string): boolean {
    return this.#perRoom.has(foldName(room));
  }

  /** Takes in an operation; false when it does not fit to what is known: a newcomer who is there already, a stranger who acts. */
  apply(operation: Operation): boolean {
    if (operation.type === 'claim' || operation.type === 'say') return true;
    const known = this.#members.get(operation.member);
    switch (operation.type) {
      case 'enter': {
        if (known) return false;
        const { member, name, room, at } = operation;
        this.set({ member, name, room, at });
        return true;
      }
      case 'rename':
        if (known) this.set({ ...known, name: operation.name, at: operation.at });
        return known !== undefined;
      case 'move':
        if (known) this.set({ ...known, room: operation.room });
        return known !== undefined;
      case 'leave':
        this.delete(operation.member);
        return known !== undefined;
    }
  }

  set(entry: RosterEntry): void {
    this.delete(entry.member);
    this.#members.set(entry.member, entry);
    this.#count(entry.room, 1);
  }

  delete(member: number): void {
    const known = this.#members.get(member);
    if (!known) return;
    this.#members.delete(member);
    this.#count(known.room, -1);
  }

  #count(room: string, by: number): void {
    const key = foldName(room);
    const n = (this.#perRoom.get(key) ?? 0) + by;
    if (n > 0) this.#perRoom.set(key, n);
    else this.#perRoom.delete(key);
  }
}
