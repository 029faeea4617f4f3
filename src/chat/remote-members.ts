import type { RemoteMember } from './backplane/backplane.ts';
import type { LeaveReason } from './protocol/events.ts';
import { type Delivery, isElsewhere, type MemberId, type Rooms } from './rooms.ts';

/** What the rooms do for members of other servers, and what happens when two servers come to have one name. */
export class RemoteMembers {
  /** Members whose name somebody else has here: they come in once it is free, or when they have another. */
  readonly #waiting = new Map<number, RemoteMember>();
  readonly #claims = new Map<MemberId, string>();

  constructor(
    private readonly rooms: Rooms,
    private readonly deliver: (deliveries: readonly Delivery[]) => void,
    /** Takes the name away from a member of this server. */
    private readonly yieldName: (id: MemberId) => void,
  ) {}

  /** Notes when a member, of this server too, claimed its name. */
  claim(id: MemberId, claim: string): void {
    this.#claims.set(id, claim);
  }

  /** Forgets a member. */
  forget(id: MemberId): void {
    this.#claims.delete(id);
  }

  entered(member: RemoteMember): void {
    this.#claims.set(member.id, member.claim);
    this.#waiting.set(member.id, member);
    this.#settle(member);
    this.retry();
  }

  renamed(id: number, name: string, claim: string): void {
    this.#claims.set(id, claim);
    const waiting = this.#waiting.get(id);
    const known = this.rooms.get(id);
    if (waiting) this.entered({ ...waiting, name, claim });
    else if (known) {
      const owner = this.rooms.idOf(name);
      if (owner === undefined || owner === id) this.deliver(this.rooms.apply(id, { type: 'rename', name }));
      else {
        this.deliver(this.rooms.leave(id, 'moved'));
        this.entered({ id, name, room: known.room, claim });
      }
    }
    this.retry();
  }

  moved(id: number, room: string): void {
    const waiting = this.#waiting.get(id);
    if (waiting) this.#waiting.set(id, { ...waiting, room });
    else this.deliver(this.rooms.apply(id, { type: 'join', room }));
  }

  left(id: number, reason: LeaveReason): void {
    this.#claims.delete(id);
    this.#waiting.delete(id);
    this.deliver(this.rooms.leave(id, reason));
    this.retry();
  }

  /** Lets in those whose name has become free. */
  retry(): void {
    for (const member of [...this.#waiting.values()]) {
      if (this.rooms.idOf(member.name) === undefined) this.#letIn(member);
    }
  }

  /** Of two members with one name the elder claim keeps it, on every server alike; each server looks after its own. */
  #settle(member: RemoteMember): void {
    const owner = this.rooms.idOf(member.name);
    if (owner === undefined || isElsewhere(owner)) return;
    const ours = this.#claims.get(owner);
    if (ours === undefined || member.claim < ours) this.yieldName(owner);
  }

  #letIn({ id, name, room }: RemoteMember): void {
    this.#waiting.delete(id);
    this.deliver(this.rooms.admit(id, name, room));
  }
}
