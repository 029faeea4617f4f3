import { type BackplaneListener, claimStamp, type Operation } from './backplane.ts';
import type { Frame } from './frames.ts';
import { Roster, type RosterEntry } from './roster.ts';

/** Operations that came too early and wait for those before them. */
const HELD_MAX = 4096;
/** The members of one other server that we take. */
export const PEER_MEMBERS_MAX = 65_536;

type StateFrame = Extract<Frame, { t: 'state' }>;

/** Another server as we know it: applies each of its operations once, in its order, and knows what is missing. */
export class Peer {
  readonly roster = new Roster();
  /** When it was last heard of, ms. */
  lastSeen: number;
  /** When it was last asked for something, ms. */
  lastAsked = Number.NEGATIVE_INFINITY;
  /** When we last answered it, ms. */
  lastAnswered = Number.NEGATIVE_INFINITY;
  /** Whether it was silent for too long: its members are out of reach. */
  gone = false;
  /** The number of the operation that is due; undefined while nothing is known of the server. */
  #due: number | undefined;
  #announced = 0;
  /** Whether its members must be asked for anew. */
  #stale = true;
  #gapSince: number | undefined;
  readonly #held = new Map<number, Operation>();
  readonly #ids = new Map<number, number>();
  /** Messages that we missed, until the state that goes with them is whole. */
  readonly #late = new Map<number, Operation>();
  #parts: StateFrame[] = [];

  constructor(
    readonly server: string,
    private readonly listener: () => BackplaneListener,
    private readonly nextId: () => number,
    /** Acknowledges a message. */
    private readonly heard: (n: number, recipients: number) => void,
    now: number,
  ) {
    this.lastSeen = now;
  }

  /** Whether its members and everything that it did are known. */
  get synced(): boolean {
    return !this.#stale && !this.gone;
  }

  /** What to ask it for, if something has been missing for longer than `patience` ms. */
  missing(now: number, patience: number): { have: number; fresh: boolean } | undefined {
    if (this.gone) return undefined;
    const have = (this.#due ?? 0) - 1;
    if (this.#stale) return { have, fresh: true };
    return this.#gapSince !== undefined && now - this.#gapSince >= patience ? { have, fresh: false } : undefined;
  }

  /** An operation, in whatever way it came. */
  offer(n: number, operation: Operation, now: number): void {
    if (this.#due !== undefined && n < this.#due) return;
    if (this.#stale || n !== this.#due) {
      if (this.#held.size < HELD_MAX) this.#held.set(n, operation);
      this.#announce(n, now);
      return;
    }
    this.#act(n, operation);
    this.#catchUp(now);
  }

  /** A message from before `state`, for those who were cut off. */
  offerLate(n: number, operation: Operation): void {
    if (operation.type === 'say' && this.#late.size < HELD_MAX) this.#late.set(n, operation);
  }

  /** It says which of its operations was the last. */
  announced(n: number, now: number): void {
    if (this.#due !== undefined && n >= this.#due) this.#announce(n, now);
  }

  /** A part of its members; acts once the last one is here. */
  takeState(frame: StateFrame, now: number): void {
    if (!this.#stale && this.#gapSince === undefined) return;
    if (frame.part !== this.#parts.length || (this.#parts[0] && this.#parts[0].n !== frame.n)) this.#parts = [];
    if (frame.part !== this.#parts.length) return;
    this.#parts.push(frame);
    if (this.#parts.length < frame.parts) return;
    const entries = this.#parts.flatMap(({ members }) => members);
    this.#parts = [];
    if (this.#due !== undefined && frame.n + 1 < this.#due) return;
    const missed = [...this.#late].filter(([n]) => n >= (this.#due ?? 0) && n <= frame.n);
    // Some of what was sent before it is lost: it will be asked for again.
    if (missed.length < frame.late) return;
    for (const [n, operation] of missed.sort(([a], [b]) => a - b)) this.#act(n, operation);
    this.#late.clear();
    this.#due = frame.n + 1;
    this.#stale = false;
    this.#replaceRoster(entries.slice(0, PEER_MEMBERS_MAX));
    if (frame.lost > 0) this.listener().missed(frame.lost);
    for (const n of this.#held.keys()) if (n < this.#due) this.#held.delete(n);
    this.#catchUp(now);
  }

  /** It is out of reach: its members leave; when it comes back they are asked for anew. */
  drop(): void {
    this.gone = true;
    this.#stale = true;
    this.#parts = [];
    this.#gapSince = undefined;
    this.#held.clear();
    this.#late.clear();
    this.#replaceRoster([]);
    this.#ids.clear();
  }

  #announce(n: number, now: number): void {
    this.#announced = Math.max(this.#announced, n);
    this.#gapSince ??= now;
  }

  #catchUp(now: number): void {
    for (let next = this.#held.get(this.#due as number); next; next = this.#held.get(this.#due as number)) {
      this.#held.delete(this.#due as number);
      this.#act(this.#due as number, next);
    }
    // What is still missing has its own time to come.
    this.#gapSince = this.#announced >= (this.#due as number) ? now : undefined;
  }

  #act(n: number, operation: Operation): void {
    this.#due = n + 1;
    const { listener } = this;
    const { member } = operation;
    if (operation.type === 'say') {
      const { from, room, text } = operation;
      const id = this.#ids.get(member);
      listener().said({ id, from, room, text }, (recipients) => this.heard(n, recipients));
      return;
    }
    if (operation.type === 'enter' && this.roster.size >= PEER_MEMBERS_MAX) return;
    // A leave can be that of somebody who never got further than a claim.
    if (!this.roster.apply(operation) && !(operation.type === 'leave' && this.#ids.has(member))) return;
    const id = this.#idOf(member);
    switch (operation.type) {
      case 'claim':
        listener().claimed(id, operation.name);
        break;
      case 'enter':
        this.#entered(operation);
        break;
      case 'rename':
        listener().renamed(id, operation.name, this.#claim(operation));
        break;
      case 'move':
        listener().moved(id, operation.room);
        break;
      case 'leave':
        this.#ids.delete(member);
        listener().left(id, operation.reason);
    }
  }

  #entered(entry: RosterEntry): void {
    const { member, name, room } = entry;
    this.listener().entered({ id: this.#idOf(member), name, room, claim: this.#claim(entry) });
  }

  #claim({ at, member }: { readonly at: number; readonly member: number }): string {
    return claimStamp(at, this.server, member);
  }

  /** Makes its members these, and tells what that changes. */
  #replaceRoster(entries: readonly RosterEntry[]): void {
    const wanted = new Set(entries.map(({ member }) => member));
    for (const { member } of this.roster.entries()) {
      if (wanted.has(member)) continue;
      this.roster.delete(member);
      const id = this.#idOf(member);
      this.#ids.delete(member);
      this.listener().left(id, 'disconnected');
    }
    for (const entry of entries) {
      const known = this.roster.get(entry.member);
      this.roster.set(entry);
      if (!known) this.#entered(entry);
      else {
        const id = this.#idOf(entry.member);
        if (known.name !== entry.name) this.listener().renamed(id, entry.name, this.#claim(entry));
        if (known.room !== entry.room) this.listener().moved(id, entry.room);
      }
    }
  }

  #idOf(member: number): number {
    const id = this.#ids.get(member) ?? this.nextId();
    this.#ids.set(member, id);
    return id;
  }
}
