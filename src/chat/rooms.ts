import type { ClientCommand, LeaveReason, ServerEvent } from './protocol/events.ts';
import { refusal } from './protocol/events.ts';
import { foldName, parseName } from './protocol/names.ts';

/** The room that everyone starts in. */
export const FIRST_ROOM = 'lobby';

/** Who a member is to the rooms; the connection behind it is the hub's business. Members of other servers have negative ones. */
export type MemberId = number;

/** Whether a member is one of another server. */
export function isElsewhere(id: MemberId): boolean {
  return id < 0;
}

/** One event for some members; for a message also who said it, and whether they want to know how many got it. */
export interface Delivery {
  readonly to: Iterable<MemberId>;
  readonly event: ServerEvent;
  readonly said?: { readonly by: MemberId; readonly receipt: boolean };
}

interface Member {
  readonly id: MemberId;
  name: string;
  room: Room;
  receipts: boolean;
}

interface Room {
  readonly name: string;
  readonly members: Map<MemberId, Member>;
}

/**
 * Who is in which room under which name: a pure state machine that answers every command with the events that it causes, in
 * the order in which they must be written. Calls are one after another, so the messages of a room have one total order.
 */
export class Rooms {
  readonly #members = new Map<MemberId, Member>();
  readonly #names = new Map<string, MemberId>();
  readonly #rooms = new Map<string, Room>();
  #lastMessage = 0;
  #elsewhere = 0;
  /** Whether members of other servers are within reach; while they are not, their names stay theirs, but they are shown to nobody. */
  othersReachable = true;

  /** How many members of this server there are, over all rooms. */
  get size(): number {
    return this.#members.size - this.#elsewhere;
  }

  /** How many rooms have members. */
  get roomCount(): number {
    return this.#rooms.size;
  }

  /** The name and room of a member, undefined before it has a name. */
  get(id: MemberId): { readonly name: string; readonly room: string } | undefined {
    const member = this.#members.get(id);
    return member && { name: member.name, room: member.room.name };
  }

  /** Who has a name, in any case. */
  idOf(name: string): MemberId | undefined {
    return this.#names.get(foldName(name));
  }

  /** The other members of a member's room, by name. */
  othersOf(id: MemberId): { id: MemberId; name: string }[] {
    const member = this.#members.get(id);
    return member ? this.#shown(member.room).filter((other) => other.id !== id) : [];
  }

  /** Gives a newcomer its name and its place in the first room. */
  enter(id: MemberId, wanted: string): Delivery[] {
    const name = this.#claim(id, wanted);
    if (typeof name !== 'string') return [name];
    const room = this.#room(FIRST_ROOM);
    const member: Member = { id, name, room, receipts: true };
    this.#members.set(id, member);
    const others = [...room.members.keys()];
    room.members.set(id, member);
    return [
      { to: [id], event: { type: 'welcome', name, room: room.name, others: this.#shown(room).length - 1 } },
      { to: others, event: { type: 'joined', name, room: room.name } },
    ];
  }

  /** Gives a member of another server, whose name is free, the place that it has there. */
  admit(id: MemberId, name: string, roomName: string): Delivery[] {
    const room = this.#room(roomName);
    const member: Member = { id, name, room, receipts: false };
    const others = [...room.members.keys()];
    this.#names.set(foldName(name), id);
    this.#members.set(id, member);
    this.#elsewhere += 1;
    room.members.set(id, member);
    return [{ to: others, event: { type: 'joined', name, room: room.name } }];
  }

  /** A message that came from another server. Its author needs no place here, since names can be in dispute. */
  hear(message: { readonly from: string; readonly room: string; readonly text: string }): Delivery {
    this.#lastMessage += 1;
    const room = this.#rooms.get(foldName(message.room));
    const to = room ? [...room.members.keys()].filter((id) => !isElsewhere(id)) : [];
    const event = { type: 'message', id: this.#lastMessage, ...message, room: room?.name ?? message.room } as const;
    return { to, event };
  }

  /** Takes a member out of its room and frees its name. */
  leave(id: MemberId, reason: LeaveReason): Delivery[] {
    const member = this.#members.get(id);
    if (!member) return [];
    this.#members.delete(id);
    if (isElsewhere(id)) this.#elsewhere -= 1;
    this.#names.delete(foldName(member.name));
    return this.#depart(member, reason);
  }

  /** Acts on a command of a member that has a name. */
  apply(
    id: MemberId,
    command: Extract<ClientCommand, { type: 'say' | 'who' | 'rename' | 'join' | 'rooms' | 'receipts' }>,
  ): Delivery[] {
    const member = this.#members.get(id);
    if (!member) return [];
    switch (command.type) {
      case 'say':
        return [this.#say(member, command.text)];
      case 'who':
        return [
          tell(id, {
            type: 'who',
            room: member.room.name,
            names: this.#shown(member.room).map((m) => m.name),
          }),
        ];
      case 'rename':
        return this.#rename(member, command.name);
      case 'join':
        return this.#join(member, command.room);
      case 'rooms':
        return [
          tell(id, {
            type: 'rooms',
            rooms: [...this.#rooms.values()]
              .map((r) => ({ name: r.name, members: this.#shown(r).length }))
              .filter(({ members }) => members > 0),
          }),
        ];
      case 'receipts':
        member.receipts = command.on;
        return [tell(id, { type: 'receipts', on: command.on })];
    }
  }

  #say(member: Member, text: string): Delivery {
    this.#lastMessage += 1;
    const id = this.#lastMessage;
    const to = [...member.room.members.keys()].filter((other) => other !== member.id);
    const event: ServerEvent = { type: 'message', id, room: member.room.name, from: member.name, text };
    return { to, event, said: { by: member.id, receipt: member.receipts } };
  }

  #rename(member: Member, wanted: string): Delivery[] {
    const from = member.name;
    const name = this.#claim(member.id, wanted);
    if (typeof name !== 'string') return [name];
    if (foldName(from) !== foldName(name)) this.#names.delete(foldName(from));
    member.name = name;
    const others = [...member.room.members.keys()].filter((other) => other !== member.id);
    return [
      tell(member.id, { type: 'renamed', from, to: name, self: true }),
      { to: others, event: { type: 'renamed', from, to: name, self: false } },
    ];
  }

  #join(member: Member, wanted: string): Delivery[] {
    const name = parseName(wanted);
    if (name === undefined)
      return [tell(member.id, refusal('room-invalid', 'a room has 1 to 32 letters, digits, _ - .'))];
    const room = this.#room(name);
    if (room === member.room) {
      return [
        tell(member.id, { type: 'welcome', name: member.name, room: room.name, others: this.#shown(room).length - 1 }),
      ];
    }
    const left = this.#depart(member, 'moved');
    const others = [...room.members.keys()];
    room.members.set(member.id, member);
    member.room = room;
    return [
      ...left,
      tell(member.id, { type: 'welcome', name: member.name, room: room.name, others: this.#shown(room).length - 1 }),
      { to: others, event: { type: 'joined', name: member.name, room: room.name } },
    ];
  }

  #depart(member: Member, reason: LeaveReason): Delivery[] {
    const { room } = member;
    room.members.delete(member.id);
    if (room.members.size === 0) this.#rooms.delete(foldName(room.name));
    return [{ to: [...room.members.keys()], event: { type: 'left', name: member.name, room: room.name, reason } }];
  }

  /** Reserves a name for a member, or the refusal to tell it. */
  #claim(id: MemberId, wanted: string): string | Delivery {
    const name = parseName(wanted);
    if (name === undefined) return tell(id, refusal('name-invalid', 'a name has 1 to 32 letters, digits, _ - .'));
    const owner = this.#names.get(foldName(name));
    if (owner !== undefined && owner !== id)
      return tell(id, refusal('name-taken', `${name} is taken; send another name`));
    this.#names.set(foldName(name), id);
    return name;
  }

  /** The members of a room that are within reach. */
  #shown(room: Room): Member[] {
    const members = [...room.members.values()];
    return this.othersReachable || this.#elsewhere === 0 ? members : members.filter(({ id }) => !isElsewhere(id));
  }

  #room(name: string): Room {
    const key = foldName(name);
    const room = this.#rooms.get(key) ?? { name, members: new Map<MemberId, Member>() };
    this.#rooms.set(key, room);
    return room;
  }
}

function tell(id: MemberId, event: ServerEvent): Delivery {
  return { to: [id], event };
}
