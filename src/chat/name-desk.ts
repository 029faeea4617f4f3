import type { Operation } from './backplane/backplane.ts';
import { refusal, type ServerEvent } from './protocol/events.ts';
import { NAME_MAX, parseName } from './protocol/names.ts';
import { Reservations } from './reservations.ts';
import { FIRST_ROOM, type MemberId, type Rooms } from './rooms.ts';
import type { Session } from './session.ts';

/** What a number behind a name may take of its length. */
const NUMBER_MAX = 4;

/**
 * Who gets which name. A claim goes into the order that all servers share, and holds the name for whoever comes first there;
 * only then the name is taken.
 */
export class NameDesk {
  readonly counters = { granted: 0, refused: 0, conflict: 0 };
  readonly #reservations = new Reservations();
  /** Sessions whose claim is under way. */
  readonly #claiming = new Set<number>();

  constructor(
    private readonly rooms: Rooms,
    private readonly submit: (operation: Operation) => void,
  ) {}

  /** A member of ours wants a name. */
  claim(session: Session, wanted: string): void {
    const lenient = !session.named && session.codec.lenientNames;
    const name = parseName(lenient ? this.#free(wanted) : wanted);
    if (name === undefined) {
      refuse(session, refusal('name-invalid', 'a name has 1 to 32 letters, digits, _ - .'));
      return;
    }
    this.#claiming.add(session.id);
    session.hold();
    this.submit({ type: 'claim', member: session.id, name });
  }

  /** Its claim has a place in the order. */
  claimed(session: Session, name: string): void {
    const { id: member } = session;
    if (this.reserve(member, name)) {
      const at = Date.now();
      this.counters.granted += 1;
      this.submit(
        session.named ? { type: 'rename', member, name, at } : { type: 'enter', member, name, room: FIRST_ROOM, at },
      );
      return;
    }
    this.counters.refused += 1;
    this.#claiming.delete(member);
    // Those who cannot try another name get one that is free.
    if (!session.named && session.codec.lenientNames) {
      this.claim(session, name);
      return;
    }
    refuse(session, refusal('name-taken', `${name} is taken; send another name`));
    session.release();
  }

  /** Holds a name for whoever claims it first, here or elsewhere; false if somebody else has it. */
  reserve(id: MemberId, name: string): boolean {
    const now = performance.now();
    const owner = this.rooms.idOf(name);
    if (owner !== undefined && owner !== id) return false;
    if (this.#reservations.heldForOther(name, id, now)) return false;
    this.#reservations.hold(name, id, now);
    return true;
  }

  /** Somebody has taken the name that was held for him. */
  taken(id: MemberId, name: string): void {
    this.#claiming.delete(id);
    this.#reservations.clear(name, id);
  }

  /** Somebody is gone; whether a claim of his was under way. */
  gone(id: MemberId): boolean {
    this.#reservations.release(id);
    return this.#claiming.delete(id);
  }

  /** A free name like this one, for a member who has to give up his own. */
  substitute(name: string): string {
    this.counters.conflict += 1;
    return this.#free([...name].slice(0, NAME_MAX - NUMBER_MAX).join(''), 2);
  }

  #free(wanted: string, from = 1): string {
    const now = performance.now();
    const isFree = (name: string): boolean =>
      this.rooms.idOf(name) === undefined && !this.#reservations.heldForOther(name, 0, now);
    for (let n = from; ; n += 1) {
      const name = n === 1 ? wanted : `${wanted}-${n}`;
      if (isFree(name)) return name;
    }
  }
}

/** Who cannot choose another name cannot stay. */
function refuse(session: Session, why: ServerEvent): void {
  if (session.fixedName && !session.named) session.close('disconnected', why);
  else session.send(why);
}
