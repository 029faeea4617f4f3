import type { ChatLimits } from './limits.ts';
import type { Codec } from './protocol/codec.ts';
import { type ClientCommand, type LeaveReason, refusal, type ServerEvent } from './protocol/events.ts';
import type { Parsed } from './protocol/line-parse.ts';
import { TokenBucket } from './token-bucket.ts';
import type { Transport } from './transport.ts';

/** What a session reports to the hub. */
export interface SessionHooks {
  /** Acts on a command, before the next one is looked at. */
  command(session: Session, command: ClientCommand): void;
  /** Called exactly once, as soon as nothing more is taken from or promised to this peer. */
  gone(session: Session, reason: LeaveReason): void;
  /** A limit took effect. */
  limited(session: Session, limit: 'throttled' | 'name-timeout' | 'too-slow' | 'idle' | 'line-too-long'): void;
}

/** One connection between handshake and close: the limits on what the peer sends and on what waits for it. */
export class Session {
  /** Set by the hub once the peer has a name. */
  named = false;
  /** Set by the hub when the peer's name is not its own choice. */
  fixedName = false;
  readonly since = new Date();
  #inbox: Iterator<Parsed>[] = [];
  #bucket: TokenBucket;
  #told = false;
  #pumping = false;
  #ended = false;
  #closing = false;
  #waiting: NodeJS.Timeout | undefined;
  #nameTimer: NodeJS.Timeout | undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  #killTimer: NodeJS.Timeout | undefined;
  #held = false;
  #heldReading = false;
  #owed = 0;
  #lastWord: ServerEvent | undefined;
  #finishing = false;

  constructor(
    readonly id: number,
    readonly transport: Transport,
    readonly codec: Codec,
    readonly limits: ChatLimits,
    /** What the server sees of this connection, for `status`. */
    readonly describe: () => Record<string, unknown>,
    private readonly hooks: SessionHooks,
  ) {
    this.#bucket = new TokenBucket(limits.messagesPerSecond, limits.messageBurst, performance.now());
    this.#nameTimer = setTimeout(() => this.#nameTimeout(), limits.nameMs);
    if (codec.liveness) this.#listenForLife();
  }

  /** Whether the session takes and promises nothing any more. */
  get closing(): boolean {
    return this.#closing;
  }

  /** The peer has its name: the time limit for it is off. */
  welcome(): void {
    this.named = true;
    clearTimeout(this.#nameTimer);
    this.#nameTimer = undefined;
  }

  /** Bytes from the peer. */
  receive(chunk: Buffer): void {
    if (this.#closing) return;
    if (this.codec.liveness) this.#listenForLife();
    this.#inbox.push(this.codec.receive(chunk, () => this.named)[Symbol.iterator]());
    this.#pump();
  }

  /** The peer will send nothing more. */
  receiveEnd(): void {
    if (this.#closing || this.#ended) return;
    this.#ended = true;
    this.#inbox.push(this.codec.end(() => this.named)[Symbol.iterator]());
    this.#pump();
  }

  /**
   * Hands an event to the peer; `printed` is the event in the words of this session's codec, if a broadcast has them already.
   * False when the peer will not get it, because it is going or because it reads too slowly (and is going now).
   */
  send(event: ServerEvent, printed: readonly Buffer[] = this.codec.print(event)): boolean {
    if (this.#closing) return false;
    const bytes = printed.reduce((sum, record) => sum + record.length, 0);
    const pending = this.transport.pendingBytes;
    if (pending > 0 && pending + bytes > this.limits.pendingBytes) {
      this.hooks.limited(this, 'too-slow');
      this.close('too-slow', refusal('too-slow', `${this.limits.pendingBytes} bytes wait for you already`));
      return false;
    }
    if (printed.length > 0) this.transport.write(printed);
    return true;
  }

  /** Looks at no further command until `release`: the one before has no effect yet. */
  hold(): void {
    this.#held = true;
  }

  /** The command that held up the next one has taken effect. */
  release(): void {
    if (!this.#held) return;
    this.#held = false;
    if (this.#closing) return;
    if (this.#heldReading && !this.#waiting) this.transport.resume();
    this.#heldReading = false;
    this.#pump();
  }

  /** One more answer is on its way to this peer, so that it must not be closed for its own goodbye yet. */
  owe(): void {
    this.#owed += 1;
  }

  /** An answer that was owed is given. */
  paid(): void {
    this.#owed -= 1;
    if (this.#owed === 0 && this.#finishing) this.close('quit', this.#lastWord);
  }

  /** The peer has said goodbye: closes once it has every answer that it is owed. */
  finish(lastWord?: ServerEvent): void {
    if (this.#owed === 0) {
      this.close('quit', lastWord);
      return;
    }
    this.#finishing = true;
    this.#lastWord = lastWord;
  }

  /** Says a last word, writes out what waits, and closes; cuts the connection if that takes longer than a drain may. */
  close(reason: LeaveReason, lastWord?: ServerEvent): void {
    if (this.#closing) return;
    if (lastWord) this.transport.write(this.codec.print(lastWord));
    this.#closing = true;
    this.#stopTimers();
    this.#inbox = [];
    this.transport.end();
    // The peer's bytes must go on being read (and dropped): unread ones would turn our close into a reset that eats the last word.
    this.transport.resume();
    this.#killTimer = setTimeout(() => this.transport.destroy(), this.limits.drainMs);
    this.hooks.gone(this, reason);
  }

  /** The connection is closed, by whomever. */
  closed(): void {
    clearTimeout(this.#killTimer);
    if (this.#closing) return;
    this.#closing = true;
    this.#stopTimers();
    this.#inbox = [];
    this.hooks.gone(this, 'disconnected');
  }

  #pump(): void {
    if (this.#pumping || this.#waiting || this.#finishing) return;
    this.#pumping = true;
    try {
      for (let inbox = this.#inbox[0]; inbox && !this.#stopped; inbox = this.#inbox[0]) {
        const wait = this.#bucket.take(performance.now());
        if (wait > 0) {
          this.#throttle(wait);
          return;
        }
        const next = inbox.next();
        if (next.done) {
          this.#inbox.shift();
          this.#bucket.giveBack();
        } else if (next.value) this.#act(next.value);
      }
    } finally {
      this.#pumping = false;
    }
    if (this.#held && !this.#closing && !this.#heldReading) {
      this.#heldReading = true;
      this.transport.pause();
    }
    if (this.#ended && !this.#stopped) this.finish();
  }

  get #stopped(): boolean {
    return this.#closing || this.#held || this.#finishing;
  }

  #act(parsed: ClientCommand | Extract<ServerEvent, { type: 'error' }>): void {
    if (parsed.type !== 'error') {
      this.hooks.command(this, parsed);
      return;
    }
    if (parsed.code === 'line-too-long') this.hooks.limited(this, 'line-too-long');
    this.send(parsed);
  }

  #throttle(ms: number): void {
    this.transport.pause();
    this.hooks.limited(this, 'throttled');
    if (!this.#told) {
      this.#told = true;
      const text = `you send more than ${this.limits.messagesPerSecond} messages a second: the rest waits, nothing is lost`;
      this.send({ type: 'notice', code: 'throttled', text });
    }
    this.#waiting = setTimeout(() => {
      this.#waiting = undefined;
      if (!this.#heldReading) this.transport.resume();
      this.#pump();
    }, ms);
  }

  #nameTimeout(): void {
    this.hooks.limited(this, 'name-timeout');
    this.close('idle', refusal('name-timeout', 'no name came'));
  }

  #listenForLife(): void {
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => {
      this.send({ type: 'ping' });
      if (this.#closing) return;
      this.#idleTimer = setTimeout(() => {
        this.hooks.limited(this, 'idle');
        this.close('idle', refusal('idle', 'no sign of life'));
      }, this.limits.idleMs);
    }, this.limits.idleMs);
  }

  #stopTimers(): void {
    for (const timer of [this.#waiting, this.#nameTimer, this.#idleTimer]) clearTimeout(timer);
  }
}
