import { type Backplane, type BackplaneState, claimStamp, type Operation } from './backplane/backplane.ts';
import { noBackplane } from './backplane/local.ts';
import type { ChatCounters, ChatRecord } from './chat-record.ts';
import { Deliverer } from './delivery.ts';
import type { ChatLimits } from './limits.ts';
import { NameDesk } from './name-desk.ts';
import type { Codec } from './protocol/codec.ts';
import { type ClientCommand, type LeaveReason, refusal, type ServerEvent } from './protocol/events.ts';
import { parseName } from './protocol/names.ts';
import { RemoteMembers } from './remote-members.ts';
import { Rooms } from './rooms.ts';
import { Session } from './session.ts';
import type { Transport } from './transport.ts';

const OUT_OF_REACH: ServerEvent = {
  type: 'notice',
  code: 'backplane-lost',
  text: 'the other servers are out of reach: only members of this one get what you say; /who lists them',
};

/** Knows every session and the rooms that they are in; carries what one says to the others. No socket is known here. */
export class ChatHub {
  readonly rooms = new Rooms();
  readonly #sessions = new Map<number, Session>();
  readonly #deliverer = new Deliverer(this.#sessions);
  #lastSession = 0;
  #stopping = false;
  readonly #server: string;
  readonly #record: (record: ChatRecord) => void;
  readonly #logText: boolean;
  readonly #remote = new RemoteMembers(
    this.rooms,
    (deliveries) => this.#deliverer.deliver(deliveries),
    (id) => this.#yieldName(id),
  );
  readonly #names = new NameDesk(this.rooms, (operation) => this.backplane.submit(operation));
  readonly counters: ChatCounters = {
    messages: 0,
    deliveries: 0,
    undelivered: 0,
    commands: 0,
    claims: this.#names.counters,
    limited: { throttled: 0, 'name-timeout': 0, 'too-slow': 0, idle: 0, 'line-too-long': 0 },
  };

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
      claimed: (id, name) => this.#names.reserve(id, name),
      entered: (member) => {
        this.#names.taken(member.id, member.name);
        this.#remote.entered(member);
      },
      renamed: (id, name, claim) => {
        this.#names.taken(id, name);
        this.#remote.renamed(id, name, claim);
      },
      moved: (id, room) => this.#remote.moved(id, room),
      left: (id, reason) => {
        this.#names.gone(id);
        this.#remote.left(id, reason);
      },
      said: ({ from, room, text }, counted) =>
        this.#deliverer.deliver([{ ...this.rooms.hear({ from, room, text }), counted }]),
      state: (state) => this.#backplaneState(state),
      missed: (messages) => this.#missed(messages),
    });
  }

  /** A fault: messages are receipted and reach nobody. */
  set losesMessages(loses: boolean) {
    this.#deliverer.losesMessages = loses;
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
    this.#names.claim(session, name);
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
        else this.#names.claim(session, command.name);
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
    } else this.#deliverer.deliver(this.rooms.apply(session.id, command));
  }

  #submit(session: Session, operation: Operation): void {
    session.hold();
    this.backplane.submit(operation);
  }

  /** One of our own operations has its place in the order: now it takes effect. */
  #own(operation: Operation, n: number): void {
    const session = this.#sessions.get(operation.member);
    switch (operation.type) {
      case 'claim':
        if (session) this.#names.claimed(session, operation.name);
        return;
      case 'enter':
        this.#entered(session, operation);
        break;
      case 'rename':
        this.#names.taken(operation.member, operation.name);
        this.#renamed(operation);
        break;
      case 'move':
        this.#deliverer.deliver(this.rooms.apply(operation.member, { type: 'join', room: operation.room }));
        break;
      case 'say':
        this.#said(session, operation, n);
        break;
      case 'leave':
        this.#remote.forget(operation.member);
        this.#names.gone(operation.member);
        this.#leave(operation.member, operation.reason);
    }
    this.#remote.retry();
    session?.release();
  }

  #entered(session: Session | undefined, operation: Extract<Operation, { type: 'enter' }>): void {
    this.#names.taken(operation.member, operation.name);
    const deliveries = session ? this.rooms.enter(operation.member, operation.name) : [];
    const member = this.rooms.get(operation.member);
    if (session && member) {
      this.#note(operation);
      session.welcome();
      this.#record({ event: 'entered', session: session.id, name: member.name, dialect: session.codec.dialect });
    }
    this.#deliverer.deliver(deliveries);
    if (session && member && this.backplane.state === 'lost') session.send(OUT_OF_REACH);
    if (session?.fixedName && !member) session.close('disconnected');
    // Who is gone, or came too late after all, must not stand in the rosters of the others.
    if (!member) this.backplane.submit({ type: 'leave', member: operation.member, reason: 'disconnected' });
  }

  #renamed(operation: Extract<Operation, { type: 'rename' }>): void {
    const { member, name } = operation;
    const before = this.rooms.get(member)?.name;
    // One that gave up its name has the new one already.
    if (before === undefined || before === name) return;
    this.#deliverer.deliver(this.rooms.apply(member, { type: 'rename', name }));
    if (this.rooms.get(member)?.name === name) this.#note(operation);
    else this.#renameForAll(member, before);
  }

  /** Tells the other servers the name that a member of ours has, whatever they were told before. */
  #renameForAll(member: number, name: string): void {
    const operation = { type: 'rename', member, name, at: Date.now() } as const;
    this.#note(operation);
    this.backplane.submit(operation);
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
        this.#receipt(event, member, said?.receipt === true, here + recipients, missed, complete),
      );
    this.#deliverer.deliver([{ ...delivery, counted }]);
  }

  #receipt(
    said: Extract<ServerEvent, { type: 'message' }>,
    by: number,
    wanted: boolean,
    recipients: number,
    missed: number,
    complete: boolean,
  ): void {
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
    this.#remote.claim(member, claimStamp(at, this.backplane.server, member));
  }

  #leave(member: number, reason: LeaveReason): void {
    const deliveries = this.rooms.leave(member, reason);
    if (!this.#stopping) this.#deliverer.deliver(deliveries);
  }

  /** The elder of two claims, made while servers did not see each other, is that of another server: ours gets another name. */
  #yieldName(id: number): void {
    const session = this.#sessions.get(id);
    const name = this.rooms.get(id)?.name;
    if (!session || name === undefined) {
      this.#deliverer.deliver(this.rooms.leave(id, 'disconnected'));
      return;
    }
    this.#record({ event: 'name-conflict', session: id, name });
    const text = `another server has had a ${name} for longer; /name NEW chooses another name`;
    if (session.fixedName) {
      session.close('disconnected', refusal('name-taken', text));
      return;
    }
    const next = this.#names.substitute(name);
    session.send({ type: 'notice', code: 'name-conflict', text });
    this.#deliverer.deliver(this.rooms.apply(id, { type: 'rename', name: next }));
    this.#renameForAll(id, next);
  }

  #backplaneState(state: BackplaneState): void {
    this.rooms.othersReachable = state !== 'lost';
    this.#record({ event: 'backplane', state, servers: this.backplane.servers });
    this.#deliverer.tellAll(
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
    this.#deliverer.tellAll({ type: 'notice', code: 'messages-missed', text });
  }

  #gone(session: Session, reason: LeaveReason): void {
    this.#sessions.delete(session.id);
    const member = this.rooms.get(session.id);
    this.#record({ event: 'left', session: session.id, name: member?.name ?? null, reason });
    if (this.#names.gone(session.id) || member) this.backplane.submit({ type: 'leave', member: session.id, reason });
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
}

function echoed({ data, reply }: { data: string; reply?: number }): string {
  return reply === undefined ? data : 'x'.repeat(reply);
}
