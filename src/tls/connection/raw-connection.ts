import net from 'node:net';
import { isReset, type SocketFault, socketFault } from './socket-fault.ts';
import { TrafficLog, type TrafficMark } from './traffic-log.ts';

/**
 * How a connection ended: the peer closed (`fin`) or reset it (`rst`), the deadline passed (`timeout`), the system
 * reported anything else (`error`), or we had seen enough (`done`).
 */
export type ConnectionEnd = 'fin' | 'rst' | 'timeout' | 'error' | 'done';

/** Where to connect: an address, never a name, so that nothing is looked up or tried behind the observer's back. */
export interface Endpoint {
  /** IPv4 or IPv6 literal, with zone if need be. */
  address: string;
  port: number;
}

export interface RawConnectionOptions extends Endpoint {
  /** For all of it, from the first SYN on, whatever the peer does. */
  timeoutMs: number;
  /** Address of this machine to connect from. */
  localAddress?: string | undefined;
  /** A connection that stands already and that nobody has read from, to be taken over instead of making one. */
  socket?: net.Socket | undefined;
  /** Ends the connection as if the deadline had passed. */
  signal?: AbortSignal | undefined;
  /** How many bytes of each direction are kept; the rest is counted. */
  keepIn?: number | undefined;
  keepOut?: number | undefined;
}

/** What happened to a connection, as plain data. Times are milliseconds since `startedAt`. */
export interface ConnectionObservation extends Endpoint {
  /** ISO 8601. */
  startedAt: string;
  connected: boolean;
  /** How long the TCP handshake took, or until it failed. */
  connectMs: number;
  localAddress?: string | undefined;
  localPort?: number | undefined;
  bytesOut: number;
  bytesIn: number;
  /** The first bytes that came, at most 64, lower-case hexadecimal. */
  firstBytes: string;
  firstByteMs?: number | undefined;
  lastByteMs?: number | undefined;
  /** When what went in and out; the first 64 chunks of each. */
  marksIn: TrafficMark[];
  marksOut: TrafficMark[];
  /** `open` while it has not ended. */
  end: ConnectionEnd | 'open';
  /** When it ended, or else when it was looked at. */
  endMs: number;
  fault?: SocketFault | undefined;
}

const FIRST_BYTES = 64;
const DEFAULT_KEEP = 4096;

/**
 * A TCP connection whose socket is ours, so that FIN is told apart from RST, every byte is counted, and the end comes
 * in time. Never rejects and never throws: what goes wrong is part of the observation.
 */
export class RawConnection {
  readonly socket: net.Socket;
  readonly incoming: TrafficLog;
  readonly outgoing: TrafficLog;
  readonly address: string;
  readonly port: number;
  /** Who gets what comes in; may be replaced at any time. */
  onData: (chunk: Buffer) => void = () => {};
  /** Resolves with whether the TCP handshake was completed. */
  readonly connected: Promise<boolean>;
  /** Resolves when the connection ended, in whatever way. */
  readonly ended: Promise<ConnectionEnd>;
  private readonly startedAt = new Date();
  private readonly origin = performance.now();
  private readonly deadline: NodeJS.Timeout;
  private settleConnected!: (ok: boolean) => void;
  private settleEnded!: (end: ConnectionEnd) => void;
  private connectMs: number | undefined;
  private local: { address?: string | undefined; port?: number | undefined } = {};
  private lastByteMs: number | undefined;
  private ending: { end: ConnectionEnd; ms: number; fault?: SocketFault | undefined } | undefined;

  constructor(options: RawConnectionOptions) {
    const { address, port, localAddress } = options;
    [this.address, this.port] = [address, port];
    this.incoming = new TrafficLog(options.keepIn ?? DEFAULT_KEEP);
    this.outgoing = new TrafficLog(options.keepOut ?? DEFAULT_KEEP);
    this.connected = new Promise((resolve) => {
      this.settleConnected = resolve;
    });
    this.ended = new Promise((resolve) => {
      this.settleEnded = resolve;
    });
    const expire = (): void => this.finish('timeout');
    this.deadline = setTimeout(expire, options.timeoutMs);
    if (options.signal) this.follow(options.signal, expire);
    this.socket = options.socket ?? new net.Socket();
    // Ours to decide: what we still have to say may be what the peer's FIN is to be explained by.
    this.socket.allowHalfOpen = true;
    this.listen();
    this.socket.setNoDelay(true);
    if (options.socket) this.adopt();
    else this.connect(localAddress ? { host: address, port, localAddress } : { host: address, port });
  }

  /** Milliseconds since the connection was begun. */
  elapsed(): number {
    return performance.now() - this.origin;
  }

  /** Writes, if the connection still takes anything; `done` is called when it went out or was given up. */
  send(bytes: Uint8Array, done: () => void = () => {}): void {
    if (!this.socket.writable || bytes.length === 0) {
      done();
      return;
    }
    this.outgoing.add(bytes, this.elapsed());
    this.socket.write(bytes, done);
  }

  /** Lifts the deadline: from now on the owner decides when it is over. */
  keepOpen(): void {
    clearTimeout(this.deadline);
  }

  /** Ends the connection; the first end that is recorded stands. */
  finish(end: ConnectionEnd = 'done'): void {
    this.settle(end);
    this.socket.destroy();
  }

  /** How it ended; `open` while it has not. */
  get end(): ConnectionEnd | 'open' {
    return this.ending?.end ?? 'open';
  }

  /** What is known by now. */
  observe(): ConnectionObservation {
    const { end, ms, fault } = this.ending ?? { end: 'open' as const, ms: this.elapsed(), fault: undefined };
    return {
      address: this.address,
      port: this.port,
      startedAt: this.startedAt.toISOString(),
      connected: this.connectMs !== undefined,
      connectMs: this.connectMs ?? ms,
      localAddress: this.local.address,
      localPort: this.local.port,
      bytesOut: this.outgoing.total,
      bytesIn: this.incoming.total,
      firstBytes: this.incoming.view().subarray(0, FIRST_BYTES).toString('hex'),
      firstByteMs: this.incoming.marks[0]?.atMs,
      lastByteMs: this.lastByteMs,
      marksIn: [...this.incoming.marks],
      marksOut: [...this.outgoing.marks],
      end,
      endMs: ms,
      fault,
    };
  }

  private connect(options: net.TcpSocketConnectOpts): void {
    try {
      this.socket.connect(options);
    } catch (error) {
      this.fail(error);
    }
  }

  private adopt(): void {
    if (this.socket.destroyed) this.settle(this.socket.errored ? 'rst' : 'done');
    else this.established();
  }

  private established(): void {
    this.connectMs = this.elapsed();
    this.local = { address: this.socket.localAddress, port: this.socket.localPort };
    this.settleConnected(true);
  }

  private follow(signal: AbortSignal, expire: () => void): void {
    if (signal.aborted) queueMicrotask(expire);
    signal.addEventListener('abort', expire, { once: true });
    void this.ended.then(() => signal.removeEventListener('abort', expire));
  }

  private listen(): void {
    this.socket.on('connect', () => this.established());
    this.socket.on('data', (chunk) => {
      if (this.ending) return;
      this.lastByteMs = this.elapsed();
      this.incoming.add(chunk, this.lastByteMs);
      this.onData(chunk);
    });
    this.socket.on('end', () => this.settle('fin'));
    this.socket.on('error', (error) => this.fail(error));
    this.socket.on('close', () => this.settle('done'));
  }

  private fail(error: unknown): void {
    const fault = socketFault(error);
    // A SYN that is answered by RST is ECONNREFUSED: a reset while "connecting" came after the TCP handshake (RFC 9293,
    // section 3.10.7.3), and before we were told of it.
    if (isReset(fault)) this.connectMs ??= this.elapsed();
    this.settle(isReset(fault) ? 'rst' : 'error', fault);
    this.socket.destroy();
  }

  private settle(end: ConnectionEnd, fault?: SocketFault): void {
    if (this.ending) return;
    clearTimeout(this.deadline);
    this.ending = { end, ms: this.elapsed(), fault };
    this.settleConnected(this.connectMs !== undefined);
    this.settleEnded(end);
  }
}
