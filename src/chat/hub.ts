import type { ChatLimits } from './limits.ts';
import type { Codec } from './protocol/codec.ts';
import { type ClientCommand, type LeaveReason, refusal } from './protocol/events.ts';
import { type Delivery, Rooms } from './rooms.ts';
import { Session, type SessionHooks } from './session.ts';
import type { Transport } from './transport.ts';

/** What happened, for logs; the text of a message only if the hub was told to log it. */
export type ChatRecord =
  | { event: 'entered'; session: number; name: string; dialect: string }
  | { event: 'left'; session: number; name: string | null; reason: LeaveReason }
  | { event: 'limited'; session: number; limit: Parameters<SessionHooks['limited']>[1] }
  | { event: 'said'; session: number; name: string; room: string; id: number; recipients: number; text?: string };

/** What the hub has counted since it was made. */
export interface ChatCounters {
  messages: number;
  deliveries: number;
  undelivered: number;
  commands: number;
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
    limited: { throttled: 0, 'name-timeout': 0, 'too-slow': 0, idle: 0, 'line-too-long': 0 },
  };
  readonly #sessions = new Map<number, Session>();
  readonly #queue: Delivery[] = [];
  #delivering = false;
  /** A fault: messages are receipted and reach nobody. */
  losesMessages = false;
  #lastSession = 0;
  #stopping = false;
  readonly #server: string;
  readonly #record: (record: ChatRecord) => void;
  readonly #logText: boolean;

  /** `server` is how the server calls itself; `record` gets what happened, with the text of messages only if `logText`. */
  constructor(server: string, record: (record: ChatRecord) => void, logText = false) {
    this.#server = server;
    this.#record = record;
    this.#logText = logText;
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
    this.#enter(session, name);
    if (!session.named) session.close('disconnected');
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
        else this.#enter(session, command.name);
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
        session.close('quit', { type: 'bye' });
        return;
      default:
        if (session.named) this.#deliver(this.rooms.apply(session.id, command));
        else session.send(refusal('bad-command', 'send your name first'));
    }
  }

  #enter(session: Session, name: string): void {
    if (session.named) {
      this.#deliver(this.rooms.apply(session.id, { type: 'rename', name }));
      return;
    }
    const deliveries = this.rooms.enter(session.id, session.codec.lenientNames ? this.#freeName(name) : name);
    const member = this.rooms.get(session.id);
    if (member) {
      session.welcome();
      this.#record({ event: 'entered', session: session.id, name: member.name, dialect: session.codec.dialect });
    }
    this.#deliver(deliveries);
  }

  #freeName(wanted: string): string {
    let name = wanted;
    for (let n = 2; this.rooms.idOf(name) !== undefined; n += 1) name = `${wanted}-${n}`;
    return name;
  }

  #gone(session: Session, reason: LeaveReason): void {
    this.#sessions.delete(session.id);
    const member = this.rooms.get(session.id);
    this.#record({ event: 'left', session: session.id, name: member?.name ?? null, reason });
    const deliveries = this.rooms.leave(session.id, reason);
    if (!this.#stopping) this.#deliver(deliveries);
  }

  #memberStatus(session: Session): Record<string, unknown> {
    const member = this.rooms.get(session.id);
    return {
      dialect: session.codec.dialect,
      name: member?.name ?? null,
      room: member?.room ?? null,
      since: session.since.toISOString(),
    };
  }

  // A delivery can make a slow reader leave, which is news for the others: it queues behind what is being delivered, so that
  // everyone sees events in one order.
  #deliver(deliveries: readonly Delivery[]): void {
    this.#queue.push(...deliveries);
    if (this.#delivering) return;
    this.#delivering = true;
    try {
      for (let delivery = this.#queue.shift(); delivery; delivery = this.#queue.shift()) this.#carry(delivery);
    } finally {
      this.#delivering = false;
    }
  }

  #carry({ to, event, said }: Delivery): void {
    const printed = new Map<string, Buffer[]>();
    let recipients = 0;
    let missed = 0;
    for (const id of to) {
      const session = this.#sessions.get(id);
      if (event.type === 'message' && this.losesMessages) recipients += 1;
      else if (session?.send(event, print(session.codec, event, printed))) recipients += 1;
      else missed += 1;
    }
    if (event.type !== 'message' || !said) return;
    this.counters.messages += 1;
    this.counters.deliveries += recipients;
    this.counters.undelivered += missed;
    const { id, room, from, text } = event;
    if (said.receipt) this.#sessions.get(said.by)?.send({ type: 'receipt', id, recipients });
    const record = { event: 'said', session: said.by, name: from, room, id, recipients } as const;
    this.#record(this.#logText ? { ...record, text } : record);
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
