import { setTimeout as delay } from 'node:timers/promises';
import { BoundedBytes } from '../bytes/bounded.ts';
import { type ServerFlight, ServerFlightReader } from '../flight/server-flight.ts';
import { runStarttls, type StarttlsObservation, type StarttlsOptions } from '../starttls/run.ts';
import { CLIENT_HELLO } from '../tables/handshake-types.ts';
import { type ConnectionObservation, RawConnection, type RawConnectionOptions } from './raw-connection.ts';

/**
 * When enough was read: `answer` at the ServerHello, HelloRetryRequest or fatal alert; `flight` when the server's
 * flight is over or goes on encrypted; `first-bytes` as soon as anything came; `end` only when the peer closes or a
 * limit is reached.
 */
export type ReadUntil = 'answer' | 'flight' | 'first-bytes' | 'end';

/** Bytes to send, and how long to wait before it, in milliseconds. */
export interface OutgoingChunk {
  bytes: Uint8Array;
  afterMs?: number | undefined;
}

export interface ExchangeOptions extends RawConnectionOptions {
  /** What is sent, in order; nothing at all for a silent connect. */
  send: Uint8Array | readonly OutgoingChunk[];
  readUntil?: ReadUntil | undefined;
  /** Reading stops after this many bytes (320 KiB). */
  maxBytes?: number | undefined;
  /** Once it is clear that this is not TLS, how long to wait for the rest of what it says (100 ms). */
  settleMs?: number | undefined;
  /** What has to be said in the clear before TLS begins. */
  starttls?: StarttlsOptions | undefined;
}

/** A hello and what came back. Plain data. */
export interface ExchangeObservation extends ConnectionObservation {
  /** Bytes that came after the preamble; without one the same as `bytesIn`. */
  replyBytes: number;
  /** The first 2,048 of them if they are not TLS, else the first 64; lower-case hexadecimal. */
  reply: string;
  /** When the first of them came, in milliseconds since `startedAt`. */
  replyMs?: number | undefined;
  /** What it speaks: `nothing` came, TLS records came, or something `other` did. */
  speaks: 'nothing' | 'tls' | 'other';
  /** Reading stopped because the peer sent more than `maxBytes`. */
  capped: boolean;
  flight: ServerFlight;
  starttls?: StarttlsObservation | undefined;
}

const DEFAULT_MAX_BYTES = 320 * 1024;
const DEFAULT_SETTLE_MS = 100;
const KEPT_OF_ANOTHER_PROTOCOL = 2048;
const KEPT_OF_TLS = 64;
const ENOUGH_TO_RECOGNISE = 8;
const LF = 0x0a;

/**
 * Sends bytes over a connection of its own and observes what comes back, raw: no TLS stack is involved, so nothing
 * local decides what may be offered or how an answer is read. One connection, over by `timeoutMs` and with bounded
 * memory whatever the peer does. Never rejects: what goes wrong is in the observation.
 */
export async function exchangeHello(options: ExchangeOptions): Promise<ExchangeObservation> {
  return new Exchange(options).run();
}

class Exchange {
  private readonly options: ExchangeOptions;
  private readonly connection: RawConnection;
  private readonly reader = new ServerFlightReader();
  private readonly reply = new BoundedBytes(KEPT_OF_ANOTHER_PROTOCOL);
  private replyMs: number | undefined;
  private capped = false;
  private settling: NodeJS.Timeout | undefined;
  private starttls: StarttlsObservation | undefined;

  constructor(options: ExchangeOptions) {
    this.options = options;
    this.connection = new RawConnection(options);
    if (!options.starttls) this.connection.onData = (chunk) => this.take(chunk);
  }

  async run(): Promise<ExchangeObservation> {
    const { connection } = this;
    if ((await connection.connected) && (await this.prepare())) {
      await this.send();
      await connection.ended;
    }
    clearTimeout(this.settling);
    connection.finish();
    return this.observe();
  }

  /** Says what comes before TLS; whether TLS may begin. */
  private async prepare(): Promise<boolean> {
    if (!this.options.starttls) return true;
    const { observation, rest } = await runStarttls(this.connection, this.options.starttls);
    this.starttls = observation;
    this.connection.onData = (chunk) => this.take(chunk);
    if (rest.length > 0) this.take(rest);
    return observation.outcome.kind === 'ready';
  }

  private async send(): Promise<void> {
    const { send } = this.options;
    const chunks = send instanceof Uint8Array ? [{ bytes: send }] : send;
    for (const { bytes, afterMs } of chunks) {
      if (afterMs) await this.wait(afterMs);
      this.connection.send(bytes);
    }
  }

  /** Waits, but not past the end of the connection. */
  private async wait(ms: number): Promise<void> {
    const over = new AbortController();
    const pause = delay(ms, undefined, { signal: over.signal }).catch(() => {});
    await Promise.race([pause, this.connection.ended]);
    over.abort();
  }

  private take(chunk: Buffer): void {
    this.replyMs ??= this.connection.elapsed();
    this.reply.push(chunk);
    this.reader.push(chunk);
    if (this.reply.total > (this.options.maxBytes ?? DEFAULT_MAX_BYTES)) {
      this.capped = true;
      this.connection.finish();
    } else if (this.isEnough()) this.connection.finish();
    else this.settleIfOther();
  }

  private isEnough(): boolean {
    const until = this.options.readUntil ?? 'answer';
    const { flight } = this.reader;
    if (until === 'end') return false;
    if (until === 'first-bytes') return this.reply.total >= ENOUGH_TO_RECOGNISE || this.reply.view().includes(LF);
    if (flight.notTls) return false;
    // A server may warn before it answers: unrecognized_name is a warning to some (RFC 6066, section 3).
    if (flight.alerts.some((alert) => alert.level !== 'warning' || alert.number === 0)) return true;
    if (flight.malformed || flight.tooLarge) return true;
    // Our own hello, sent back by something that echoes.
    if (flight.messages.includes(CLIENT_HELLO)) return true;
    if (until === 'flight') return flight.serverHelloDone || flight.sealedRecords > 0 || !!flight.helloRetryRequest;
    return !!(flight.serverHello ?? flight.helloRetryRequest);
  }

  /** What is no TLS has no end that could be known: give it a moment, or two kilobytes, to say who it is. */
  private settleIfOther(): void {
    if (this.options.readUntil === 'end' || !this.reader.flight.notTls) return;
    if (this.reply.overflowed) this.connection.finish();
    else this.settling ??= setTimeout(() => this.connection.finish(), this.options.settleMs ?? DEFAULT_SETTLE_MS);
  }

  private observe(): ExchangeObservation {
    const { flight } = this.reader;
    const other = !!flight.notTls && flight.messages.length === 0 && flight.alerts.length === 0;
    const kept = other ? KEPT_OF_ANOTHER_PROTOCOL : KEPT_OF_TLS;
    return {
      ...this.connection.observe(),
      replyBytes: this.reply.total,
      reply: this.reply.view().subarray(0, kept).toString('hex'),
      replyMs: this.replyMs,
      speaks: this.reply.total === 0 ? 'nothing' : other ? 'other' : 'tls',
      capped: this.capped,
      flight,
      starttls: this.starttls,
    };
  }
}
