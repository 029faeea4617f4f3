import type { Backplane, BackplaneCounters, BackplaneListener, BackplaneState, Heard, Operation } from './backplane.ts';
import { type Frame, STATE_MEMBERS } from './frames.ts';
import { History } from './history.ts';
import { Peer } from './peer.ts';
import { Receipts } from './receipts.ts';
import { Roster } from './roster.ts';

/** How frames leave. Each may be lost, but those of one server that arrive do so in order. */
export interface Wire {
  /** To every server, to ourselves too. */
  all(frame: Frame): void;
  /** To one server. */
  one(server: string, frame: Frame): void;
  /** Writes out what waits, and leaves. */
  close(): Promise<void>;
}

/** Times in ms. */
export const MESH_TIMES = {
  /** Between signs of life. */
  beat: 500,
  /** Without our own signs of life or operations coming back: the backplane is lost. */
  lost: 2_500,
  /** Without a sign of life from another server: its members have left. */
  gone: 5_000,
  /** Until an operation that the relay does not pass on is published past it. */
  relay: 800,
  /** Until a gap is asked for, and between two such questions. */
  gap: 150,
  ask: 500,
  /** Between two answers to one server. */
  answer: 100,
  /** Until a receipt stops waiting for other servers. */
  receipt: 3_000,
};

/** Other servers that we take. */
export const SERVERS_MAX = 256;
const ANSWER_MAX = 1024;

/**
 * Servers that act as one over a network that may lose frames. Every operation goes through one of them, the relay (the eldest
 * within reach), which gives all of them one order; each server numbers its own operations, applies those of another exactly
 * once and in that one's order, and asks for what is missing. Pure: time and network are handed in.
 */
export class Mesh implements Backplane {
  readonly counters: BackplaneCounters = { received: 0, sent: 0, rejected: 0, missed: 0 };
  #listener: BackplaneListener | undefined;
  #state: BackplaneState = 'lost';
  #wireUp = false;
  #applied = 0;
  #beatAt = Number.NEGATIVE_INFINITY;
  #ownBeatSeen = Number.NEGATIVE_INFINITY;
  #lastId = 0;
  readonly #history = new History();
  readonly #roster = new Roster();
  readonly #peers = new Map<string, Peer>();
  readonly #receipts = new Receipts();
  /** When each operation that is not yet in order was submitted, and whether the relay was passed by. */
  readonly #pending = new Map<number, { readonly since: number; readonly relay: string; direct: boolean }>();
  readonly #drained: (() => void)[] = [];
  /** Relays that did not pass something on, until their next sign of life. */
  readonly #suspects = new Set<string>();

  constructor(
    readonly server: string,
    private readonly wire: Wire,
    private readonly now: () => number,
    private readonly times = MESH_TIMES,
  ) {}

  get state(): BackplaneState {
    return this.#state;
  }

  get servers(): number {
    return this.#state === 'connected' ? [...this.#peers.values()].filter(({ gone }) => !gone).length : 0;
  }

  /** Whether the backplane carries, and all that is known of is known in whole. */
  get settled(): boolean {
    return this.#state === 'connected' && [...this.#peers.values()].every(({ synced, gone }) => synced || gone);
  }

  attach(listener: BackplaneListener): void {
    this.#listener = {
      ...listener,
      missed: (messages) => {
        this.counters.missed += messages;
        listener.missed(messages);
      },
    };
  }

  submit(operation: Operation): void {
    const n = this.#history.push(operation, this.#applied);
    if (this.#state !== 'connected') {
      this.#applyUpTo(n);
      return;
    }
    const relay = this.#relay();
    this.#pending.set(n, { since: this.now(), relay, direct: relay === this.server });
    if (relay === this.server) this.#all({ t: 'op', s: this.server, n, op: operation });
    else this.#one(relay, { t: 'relay', s: this.server, n, op: operation });
  }

  whenHeard(n: number, room: string, done: (heard: Heard) => void): void {
    if (this.#state !== 'connected') {
      done({ recipients: 0, complete: false });
      return;
    }
    const concerned = [...this.#peers.values()].filter(
      ({ gone, synced, roster }) => !gone && (!synced || roster.isIn(room)),
    );
    this.#receipts.expect(
      n,
      concerned.map(({ server }) => server),
      this.now(),
      done,
    );
  }

  async close(): Promise<void> {
    // What members said last still gets its place; a backplane that is gone does not hold us up for longer than it takes to see it.
    if (this.#pending.size > 0) await new Promise<void>((resolve) => this.#drained.push(resolve));
    if (this.#wireUp) this.#all({ t: 'bye', s: this.server });
    await this.wire.close();
  }

  /** The network is there, or gone. */
  setWire(up: boolean): void {
    this.#wireUp = up;
    if (up) this.#beat();
    else this.#lose();
  }

  /** A frame came; undefined is one that could not be read. */
  receive(frame: Frame | undefined): void {
    this.counters.received += 1;
    if (!frame) {
      this.counters.rejected += 1;
      return;
    }
    if (frame.s === this.server) this.#receiveOwn(frame);
    else this.#receiveOther(frame);
  }

  /** To be called several times within the shortest of the times. */
  tick(): void {
    const now = this.now();
    if (this.#wireUp && now - this.#beatAt >= this.times.beat) this.#beat();
    if (this.#state !== 'connected') return;
    const [eldest] = this.#pending.values();
    if (now - this.#ownBeatSeen >= this.times.lost || (eldest && now - eldest.since >= this.times.lost)) {
      this.#lose();
      return;
    }
    this.#passByRelay(now);
    for (const peer of this.#peers.values()) {
      if (!peer.gone && now - peer.lastSeen >= this.times.gone) this.#drop(peer);
      const want = peer.missing(now, this.times.gap);
      if (!want || now - peer.lastAsked < this.times.ask) continue;
      peer.lastAsked = now;
      this.#one(peer.server, { t: 'want', s: this.server, ...want });
    }
    this.#receipts.expire(now, this.times.receipt);
  }

  #receiveOwn(frame: Frame): void {
    if (frame.t === 'here') {
      this.#ownBeatSeen = this.now();
      if (this.#wireUp && this.#state === 'lost') this.#heal();
    } else if (frame.t === 'op' && this.#state === 'connected' && frame.n <= this.#history.last) {
      this.#applyUpTo(frame.n);
    }
  }

  #receiveOther(frame: Frame): void {
    const now = this.now();
    const peer = this.#peers.get(frame.s);
    switch (frame.t) {
      case 'here':
        this.#here(peer ?? this.#meet(frame.s), frame.n);
        return;
      case 'relay':
        // Whoever sends it takes us for the relay; that two servers may disagree for a moment costs order, not messages.
        this.#all({ ...frame, t: 'op' });
        return;
      case 'op':
      case 'again':
        if (peer && !peer.gone) peer.offer(frame.n, frame.op, now);
        return;
      case 'late':
        if (peer && !peer.gone) peer.offerLate(frame.n, frame.op);
        return;
      case 'state':
        if (peer && !peer.gone) peer.takeState(frame, now);
        return;
      case 'want':
        if (peer) this.#answer(peer, frame.have, frame.fresh);
        return;
      case 'ack':
        if (peer && !peer.gone)
          for (const [n, recipients] of frame.of)
            this.#receipts.heard(peer.server, n, recipients, n > this.#applied && n <= this.#history.last);
        return;
      case 'bye':
        if (!peer) return;
        this.#drop(peer);
        this.#peers.delete(peer.server);
    }
  }

  #meet(server: string): Peer | undefined {
    if (this.#peers.size >= SERVERS_MAX) {
      const gone = [...this.#peers.values()].find((peer) => peer.gone);
      if (!gone) {
        this.counters.rejected += 1;
        return undefined;
      }
      this.#peers.delete(gone.server);
    }
    const heard = (n: number, recipients: number): void => {
      if (this.#state === 'connected') this.#one(server, { t: 'ack', s: this.server, of: [[n, recipients]] });
    };
    const peer = new Peer(
      server,
      () => this.#act,
      () => --this.#lastId,
      heard,
      this.now(),
    );
    this.#peers.set(server, peer);
    // So that the newcomer need not wait for our next sign of life.
    this.#beat();
    return peer;
  }

  #here(peer: Peer | undefined, n: number): void {
    if (!peer) return;
    const now = this.now();
    peer.lastSeen = now;
    peer.gone = false;
    this.#suspects.delete(peer.server);
    peer.announced(n, now);
  }

  #answer(peer: Peer, have: number, fresh: boolean): void {
    const now = this.now();
    if (now - peer.lastAnswered < this.times.answer) return;
    peer.lastAnswered = now;
    const { first } = this.#history;
    const upTo = this.#applied;
    const covered = have >= 0 && have + 1 >= first;
    if (!fresh && covered) {
      for (let n = have + 1; n <= Math.min(upTo, have + ANSWER_MAX); n += 1) this.#resend(peer, 'again', n);
      return;
    }
    let late = 0;
    if (have >= 0)
      for (let n = Math.max(first, have + 1); n <= upTo; n += 1) late += this.#resend(peer, 'late', n) ? 1 : 0;
    const members = this.#roster.entries();
    const parts = Math.max(1, Math.ceil(members.length / STATE_MEMBERS));
    const lost = have >= 0 && !covered ? first - 1 - have : 0;
    for (let part = 0; part < parts; part += 1) {
      const some = members.slice(part * STATE_MEMBERS, (part + 1) * STATE_MEMBERS);
      this.#one(peer.server, { t: 'state', s: this.server, n: upTo, part, parts, late, lost, members: some });
    }
  }

  #resend(peer: Peer, t: 'again' | 'late', n: number): boolean {
    const op = this.#history.get(n);
    if (!op || (t === 'late' && op.type !== 'say')) return false;
    this.#one(peer.server, { t, s: this.server, n, op });
    return true;
  }

  /** Our operations take effect in the order in which they were numbered, whichever of them came back first. */
  #applyUpTo(n: number): void {
    while (this.#applied < n) {
      this.#applied += 1;
      const at = this.#applied;
      this.#pending.delete(at);
      const operation = this.#history.get(at) as Operation;
      this.#roster.apply(operation);
      this.#act.own(operation, at);
    }
    if (this.#pending.size === 0) for (const resolve of this.#drained.splice(0)) resolve();
  }

  #passByRelay(now: number): void {
    for (const [n, pending] of this.#pending) {
      if (pending.direct || now - pending.since < this.times.relay) continue;
      pending.direct = true;
      this.#suspects.add(pending.relay);
      const op = this.#history.get(n);
      if (op) this.#all({ t: 'op', s: this.server, n, op });
    }
  }

  #drop(peer: Peer): void {
    peer.drop();
    this.#receipts.forget(peer.server);
  }

  #heal(): void {
    this.#state = 'connected';
    for (const peer of this.#peers.values()) peer.lastSeen = this.now();
    this.#act.state('connected');
  }

  #lose(): void {
    if (this.#state !== 'connected') return;
    this.#state = 'lost';
    this.#act.state('lost');
    this.#receipts.expire(this.now(), 0);
    this.#applyUpTo(this.#history.last);
  }

  /** The eldest server within reach: server ids begin with the time of their start. */
  #relay(): string {
    let relay = this.server;
    for (const { server, synced } of this.#peers.values()) {
      if (synced && server < relay && !this.#suspects.has(server)) relay = server;
    }
    return relay;
  }

  #beat(): void {
    this.#beatAt = this.now();
    this.#all({ t: 'here', s: this.server, n: this.#applied });
  }

  #all(frame: Frame): void {
    this.counters.sent += 1;
    this.wire.all(frame);
  }

  #one(server: string, frame: Frame): void {
    this.counters.sent += 1;
    this.wire.one(server, frame);
  }

  get #act(): BackplaneListener {
    if (!this.#listener) throw new Error('nobody is attached');
    return this.#listener;
  }
}
