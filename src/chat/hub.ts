import { type Backplane, type BackplaneState, claimStamp, type Operation } from './backplane/backplane.ts';
import { noBackplane } from './backplane/local.ts';
import type { ChatLimits } from './limits.ts';
import type { Codec } from './protocol/codec.ts';
import { type ClientCommand, type LeaveReason, refusal, type ServerEvent } from './protocol/events.ts';
import { NAME_MAX, parseName } from './protocol/names.ts';
import { RemoteMembers } from './remote-members.ts';
import { Reservations } from './reservations.ts';
import { type Delivery, FIRST_ROOM, isElsewhere, Rooms } from './rooms.ts';
import { Session, type SessionHooks } from './session.ts';
import type { Transport } from './transport.ts';

/** What happened, for logs; the text of a message only if the hub was told to log it. */
export type ChatRecord =
  | { event: 'entered'; session: number; name: string; dialect: string }
  | { event: 'left'; session: number; name: string | null; reason: LeaveReason }
  | { event: 'limited'; session: number; limit: Parameters<SessionHooks['limited']>[1] }
  | {
      event: 'said';
      session: number;
      name: string;
      room: string;
      id: number;
      recipients: number;
      complete?: false;
      text?: string;
    }
  | { event: 'backplane'; state: BackplaneState; servers: number }
  | { event: 'messages-missed'; messages: number }
  | { event: 'name-conflict'; session: number; name: string };

/** A delivery, and who wants to know how many got it and how many should have. */
interface Queued extends Delivery {
  readonly counted?: (recipients: number, missed: number) => void;
}

/** What a number behind a name may take of its length. */
const NUMBER_MAX = 4;

const OUT_OF_REACH: ServerEvent = {
  type: 'notice',
  code: 'backplane-lost',
  text: 'the other servers are out of reach: only members of this one get what you say; /who lists them',
};

type Saying = Extract<ServerEvent, { type: 'message' }>;

/** What the hub has counted since it was made. */
export interface ChatCounters {
  messages: number;
  deliveries: number;
  undelivered: number;
  commands: number;
  claims: { granted: number; refused: number; conflict: number };
  limited: Record<Parameters<SessionHooks['limited']>[1], number>;
}

/** Knows every session and the rooms that they are in; carries what one says to the others. No socket is known here. */
export class ChatHub {
  readonly rooms = new Rooms();
  readonly counters: ChatCounters = {
    messages: 0,
    deliveries: 0,
    undelivered: 0,
    commands: 0,
    claims: { granted: 0, refused: 0, conflict: 0 },
    limited: { throttled: 0, 'name-timeout': 0, 'too-slow': 0, idle: 0, 'line-too-long': 0 },
  };
  readonly #sessions = new Map<number, Session>();
  readonly #queue: Queued[] = [];
  #delivering = false;
  /** A fault: messages are receipted and reach nobody. */
  losesMessages = false;
  #lastSession = 0;
  #stopping = false;
  readonly #server: string;
  readonly #record: (record: ChatRecord) => void;
  readonly #logText: boolean;
  readonly #remote = new RemoteMembers(
    this.rooms,
    (deliveries) => this.#deliver(deliveries),
    (id) => this.#yieldName(id),
  );
  readonly #reservations = new Reservations();
  /** Sessions whose claim to a name is under way. */
  readonly #claiming = new Set<number>();

  /**
   * `server` is how the server calls itself; `record` gets what happened, with the text of messages only if `logText`;
   * `backplane` joins the rooms with those of other servers.
   */
  constructor(
    server: string,
    record: (record: ChatRecord) => void,
    logText = false,
    readonly backplane: Backplane = noBackplane(),
  ) {
    this.#server = server;
    this.#record = record;
    this.#logText = logText;
    this.rooms.othersReachable = backplane.state !== 'lost';
    backplane.attach({
      own: (operation, n) => this.#own(operation, n),
      claimed: (id, name) => this.#reserve(id, name),
      entered: (member) => {
        this.#reservations.clear(member.name, member.id);
        this.#remote.entered(member);
      },
      renamed: (id, name, claim) => {
        this.#reservations.clear(name, id);
        this.#remote.renamed(id, name, claim);
      },
      moved: (id, room) => this.#remote.moved(id, room),
      left: (id, reason) => {
        this.#reservations.release(id);
        this.#remote.left(id, reason);
      },
      said: ({ from, room, text }, counted) => this.#deliver([{ ...this.rooms.hear({ from, room, text }), counted }]),
      state: (state) => this.#backplaneState(state),
      missed: (messages) => this.#missed(messages),
    });
  }

  /** Sessions that are open, named or not. */
  get sessions(): ReadonlyMap<number, Session> {
    return this.#sessions;
  }

  /** Greets a new connection. Its owner hands on `receive`, `receiveEnd` and `closed`. */
  connect(transport: Transport, codec: Codec, limits: ChatLimits, describe: () => Record<string, unknown>): Session {
    this.#lastSession += 1;
    const session = new Session(this.#lastSession, transport, codec, limits, describe, {
      command: (from, command) => this.#command(from, command),
      gone: (from, reason) => this.#gone(from, reason),
      limited: (from, limit) => {
        this.counters.limited[limit] += 1;
        this.#record({ event: 'limited', session: from.id, limit });
      },
    });
    this.#sessions.set(session.id, session);
    session.send({ type: 'hello', server: this.#server });
    return session;
  }

  /** Gives a session the name that its certificate proves, for good; closes it if the name is taken. */
  introduce(session: Session, name: string): void {
    session.fixedName = true;
    this.#claim(session, name);
  }

  /** Tells every session that the server goes, and closes it once what waits for it is written. */
  shutdown(): void {
    this.#stopping = true;
    for (const session of [...this.#sessions.values()]) {
      session.close('disconnected', { type: 'notice', code: 'shutdown', text: 'the server is shutting down' });
    }
  }

  #command(session: Session, command: ClientCommand): void {
    this.counters.commands += 1;
    switch (command.type) {
      case 'name':
      case 'rename':
        if (session.fixedName) session.send(refusal('bad-command', 'your name is that of your certificate'));
        else this.#claim(session, command.name);
        return;
      case 'ping':
        session.send({ type: 'pong' });
        return;
      case 'pong':
        return;
      case 'status':
        session.send({ type: 'status', status: { ...session.describe(), ...this.#memberStatus(session) } });
        return;
      case 'echo':
        session.send({ type: 'echo', received: Buffer.byteLength(command.data), data: echoed(command) });
        return;
      case 'help':
        session.send({ type: 'help', commands: session.codec.commands });
        return;
      case 'quit':
        session.finish({ type: 'bye' });
        return;
      default:
        if (session.named) this.#act(session, command);
        else session.send(refusal('bad-command', 'send your name first'));
    }
  }

  /** What others see goes into the order that all servers share; the rest is between the member and us. */
  #act(
    session: Session,
    command: Extract<ClientCommand, { type: 'say' | 'who' | 'join' | 'rooms' | 'receipts' }>,
  ): void {
    const here = this.rooms.get(session.id);
    if (!here) return;
    if (command.type === 'say') {
      const { name: from, room } = here;
      session.owe();
      this.#submit(session, { type: 'say', member: session.id, from, room, text: command.text });
    } else if (command.type === 'join' && parseName(command.room) !== undefined) {
      this.#submit(session, { type: 'move', member: session.id, room: parseName(command.room) as string });
    } else this.#deliver(this.rooms.apply(session.id, command));
  }

  #submit(session: Session, operation: Operation): void {
    session.hold();
    this.backplane.submit(operation);
  }

  #claim(session: Session, wanted: string): void {
    const lenient = !session.named && session.codec.lenientNames;
    const name = parseName(lenient ? this.#freeName(wanted) : wanted);
    if (name === undefined) {
      this.#refuse(session, refusal('name-invalid', 'a name has 1 to 32 letters, digits, _ - .'));
      return;
    }
    this.#claiming.add(session.id);
    this.#submit(session, { type: 'claim', member: session.id, name });
  }

  #refuse(session: Session, why: ServerEvent): void {
    if (session.fixedName && !session.named) session.close('disconnected', why);
    else session.send(why);
  }

  /** One of our own operations has its place in the order: now it takes effect. */
  #own(operation: Operation, n: number): void {
    const session = this.#sessions.get(operation.member);
    switch (operation.type) {
      case 'claim':
        if (session) this.#claimed(session, operation.name);
        return;
      case 'enter':
        this.#entered(session, operation);
        break;
      case 'rename':
        this.#reservations.clear(operation.name, operation.member);
        if (this.rooms.get(operation.member)?.name !== operation.name) {
          this.#note(operation);
          this.#deliver(this.rooms.apply(operation.member, { type: 'rename', name: operation.name }));
        }
        break;
      case 'move':
        this.#deliver(this.rooms.apply(operation.member, { type: 'join', room: operation.room }));
        break;
      case 'say':
        this.#said(session, operation, n);
        break;
      case 'leave':
        this.#remote.forget(operation.member);
        this.#reservations.release(operation.member);
        this.#leave(operation.member, operation.reason);
    }
    this.#remote.retry();
    session?.release();
  }

  #claimed(session: Session, name: string): void {
    this.#claiming.delete(session.id);
    const owner = this.rooms.idOf(name);
    const taken = (owner !== undefined && owner !== session.id) || !this.#reserve(session.id, name);
    this.counters.claims[taken ? 'refused' : 'granted'] += 1;
    if (!taken) {
      const { id: member } = session;
      const at = Date.now();
      this.#claiming.add(member);
      this.backplane.submit(
        session.named ? { type: 'rename', member, name, at } : { type: 'enter', member, name, room: FIRST_ROOM, at },
      );
      return;
    }
    // Those who cannot try another name get one that is free.
    if (!session.named && session.codec.lenientNames) {
      this.#claim(session, name);
      return;
    }
    this.#refuse(session, refusal('name-taken', `${name} is taken; send another name`));
    session.release();
  }

  #entered(session: Session | undefined, operation: Extract<Operation, { type: 'enter' }>): void {
    this.#claiming.delete(operation.member);
    this.#reservations.clear(operation.name, operation.member);
    const deliveries = session ? this.rooms.enter(operation.member, operation.name) : [];
    const member = this.rooms.get(operation.member);
    if (session && member) {
      this.#note(operation);
      session.welcome();
      this.#record({ event: 'entered', session: session.id, name: member.name, dialect: session.codec.dialect });
    }
    this.#deliver(deliveries);
    if (session && member && this.backplane.state === 'lost') session.send(OUT_OF_REACH);
    if (session?.fixedName && !member) session.close('disconnected');
    // Who is gone, or came too late after all, must not stand in the rosters of the others.
    if (!member) this.backplane.submit({ type: 'leave', member: operation.member, reason: 'disconnected' });
  }

  #said(session: Session | undefined, operation: Extract<Operation, { type: 'say' }>, n: number): void {
    const { member, text } = operation;
    const [delivery] = this.rooms.apply(member, { type: 'say', text });
    if (delivery?.event.type !== 'message') {
      session?.paid();
      return;
    }
    const { event, said } = delivery;
    const counted = (here: number, missed: number): void =>
      this.backplane.whenHeard(n, event.room, ({ recipients, complete }) =>
        this.#receipt(event as Saying, member, said?.receipt === true, here + recipients, missed, complete),
      );
    this.#deliver([{ ...delivery, counted }]);
  }

  #receipt(said: Saying, by: number, wanted: boolean, recipients: number, missed: number, complete: boolean): void {
    this.counters.messages += 1;
    this.counters.deliveries += recipients;
    this.counters.undelivered += missed;
    const { id, room, from, text } = said;
    const known = complete ? {} : ({ complete: false } as const);
    const session = this.#sessions.get(by);
    if (wanted) session?.send({ type: 'receipt', id, recipients, ...known });
    session?.paid();
    const record = { event: 'said', session: by, name: from, room, id, recipients, ...known } as const;
    this.#record(this.#logText ? { ...record, text } : record);
  }

  #note({ member, at }: { readonly member: number; readonly at: number }): void {
    this.#claiming.delete(member);
    this.#remote.claim(member, claimStamp(at, this.backplane.server, member));
  }

  #leave(member: number, reason: LeaveReason): void {
    const deliveries = this.rooms.leave(member, reason);
    if (!this.#stopping) this.#deliver(deliveries);
  }

  /** Holds a name for whoever claims it first; false if somebody else has it. */
  #reserve(id: number, name: string): boolean {
    const now = performance.now();
    const owner = this.rooms.idOf(name);
    if (owner !== undefined && owner !== id) return false;
    if (this.#reservations.heldForOther(name, id, now)) return false;
    this.#reservations.hold(name, id, now);
    return true;
  }

  /** The elder of two claims, made while servers did not see each other, is that of another server: ours gets another name. */
  #yieldName(id: number): void {
    const session = this.#sessions.get(id);
    const name = this.rooms.get(id)?.name;
    if (!session || name === undefined) {
      this.#deliver(this.rooms.leave(id, 'disconnected'));
      return;
    }
    this.counters.claims.conflict += 1;
    this.#record({ event: 'name-conflict', session: id, name });
    const text = `another server has had a ${name} for longer; /name NEW chooses another name`;
    if (session.fixedName) {
      session.close('disconnected', refusal('name-taken', text));
      return;
    }
    const next = this.#freeName([...name].slice(0, NAME_MAX - NUMBER_MAX).join(''), 2);
    const operation = { type: 'rename', member: id, name: next, at: Date.now() } as const;
    session.send({ type: 'notice', code: 'name-conflict', text });
    this.#note(operation);
    this.#deliver(this.rooms.apply(id, { type: 'rename', name: next }));
    this.backplane.submit(operation);
  }

  #backplaneState(state: BackplaneState): void {
    this.rooms.othersReachable = state !== 'lost';
    this.#record({ event: 'backplane', state, servers: this.backplane.servers });
    this.#tellAll(
      state === 'lost'
        ? OUT_OF_REACH
        : {
            type: 'notice',
            code: 'backplane-back',
            text: 'the other servers are within reach again; /who lists everyone',
          },
    );
  }

  #missed(messages: number): void {
    this.#record({ event: 'messages-missed', messages });
    const text = `up to ${messages} messages from another server are lost`;
    this.#tellAll({ type: 'notice', code: 'messages-missed', text });
  }

  #tellAll(event: ServerEvent): void {
    this.#deliver([{ to: [...this.#sessions.values()].filter(({ named }) => named).map(({ id }) => id), event }]);
  }

  #freeName(wanted: string, from = 1): string {
    let name = from === 1 ? wanted : `${wanted}-${from}`;
    for (let n = Math.max(2, from); !this.#isFree(name); n += 1) name = `${wanted}-${n}`;
    return name;
  }

  #isFree(name: string): boolean {
    return this.rooms.idOf(name) === undefined && !this.#reservations.heldForOther(name, 0, performance.now());
  }

  #gone(session: Session, reason: LeaveReason): void {
    this.#sessions.delete(session.id);
    const member = this.rooms.get(session.id);
    this.#record({ event: 'left', session: session.id, name: member?.name ?? null, reason });
    if (member || this.#claiming.delete(session.id))
      this.backplane.submit({ type: 'leave', member: session.id, reason });
  }

  #memberStatus(session: Session): Record<string, unknown> {
    const member = this.rooms.get(session.id);
    return {
      backplane: this.backplane.state,
      servers: this.backplane.servers + 1,
      dialect: session.codec.dialect,
      name: member?.name ?? null,
      room: member?.room ?? null,
      since: session.since.toISOString(),
    };
  }

  // A delivery can make a slow reader leave, which is news for the others: it queues behind what is being delivered, so that
  // everyone sees events in one order.
  #deliver(deliveries: readonly Queued[]): void {
    this.#queue.push(...deliveries);
    if (this.#delivering) return;
    this.#delivering = true;
    try {
      for (let delivery = this.#queue.shift(); delivery; delivery = this.#queue.shift()) this.#carry(delivery);
    } finally {
      this.#delivering = false;
    }
  }

  #carry({ to, event, counted }: Queued): void {
    const printed = new Map<string, Buffer[]>();
    let recipients = 0;
    let missed = 0;
    for (const id of to) {
      if (isElsewhere(id)) continue;
      const session = this.#sessions.get(id);
      if (event.type === 'message' && this.losesMessages) recipients += 1;
      else if (session?.send(event, print(session.codec, event, printed))) recipients += 1;
      else missed += 1;
    }
    counted?.(recipients, missed);
  }
}

function print(codec: Codec, event: Delivery['event'], printed: Map<string, Buffer[]>): Buffer[] {
  if (codec.shared === undefined) return codec.print(event);
  const known = printed.get(codec.shared);
  if (known) return known;
  const records = codec.print(event);
  printed.set(codec.shared, records);
  return records;
}

function echoed({ data, reply }: { data: string; reply?: number }): string {
  return reply === undefined ? data : 'x'.repeat(reply);
}
