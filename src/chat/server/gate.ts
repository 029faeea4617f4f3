import { createServer, type Server, type Socket } from 'node:net';
import { shrinkHeap } from '../../runtime/heap.ts';
import type { FaultBehaviour } from '../faults/fault.ts';
import type { ChatLimits } from '../limits.ts';
import { Admission, type AdmissionRefusal } from './admission.ts';
import { plainAddress } from './connection-report.ts';
import { Ebb } from './ebb.ts';
import { tapFirstBytes } from './hello-tap.ts';
import { type BoundPort, binding, listen } from './listen.ts';
import type { ServerRecord } from './records.ts';
import { RefusalLog } from './refusal-log.ts';

/** What can be spoken on a port, unless ALPN says otherwise. */
export type Dialect = 'line' | 'rsa';

/** A TCP connection that was let in. */
export interface Connection {
  readonly raw: Socket;
  readonly remote: string;
  /** What is spoken on the port that it came in at. */
  readonly dialect: Dialect;
  /** The ClientHello message as it came in, once it is complete. */
  hello: Buffer | undefined;
  /** Runs until the handshake is done. */
  handshake: NodeJS.Timeout | undefined;
}

/**
 * Everything before TLS: who is let in, the time limit of the handshake, and a look at the first bytes. Hands the raw
 * connection on, unread, once it holds a ClientHello (or what cannot be one, for TLS to refuse).
 */
export class Gate {
  /** Connections that were let in since the start. */
  accepted = 0;
  /** Handshakes that failed or took too long. */
  failedHandshakes = 0;
  /** Connections whose first bytes were no TLS. */
  readonly plaintext: Record<'http' | 'other', number> = { http: 0, other: 0 };
  /** Connections that were not let in, by the limit that they would have broken. */
  readonly refused: Record<AdmissionRefusal, number> = { connections: 0, 'connections-per-address': 0 };
  readonly #ports: BoundPort[] = [];
  readonly #connections = new Map<string, Connection>();
  readonly #admission: Admission;
  readonly #refusals: RefusalLog;
  // What a crowd leaves behind is given back when the crowd has gone, and not when there happens to be memory wanted again.
  readonly #ebb = new Ebb(shrinkHeap);

  constructor(
    readonly limits: ChatLimits,
    private readonly record: (record: ServerRecord) => void,
    private readonly pass: (raw: Socket) => void,
    private readonly fault: Pick<FaultBehaviour, 'bind' | 'accepted'> = {},
  ) {
    this.#admission = new Admission(limits);
    this.#refusals = new RefusalLog(record);
  }

  /** Opens a port; the gate closes it. @throws AppError what `listen` throws */
  async open(dialect: Dialect, host: string, port: number): Promise<BoundPort> {
    const bound = await listen(this.fault.bind ?? binding(this.#listener(dialect)), host, port);
    this.#ports.push(bound);
    return bound;
  }

  #listener(dialect: Dialect): Server {
    // Half-open, so that a peer that has said all it will say still gets its answers.
    const listener = createServer({ allowHalfOpen: true });
    listener.on('connection', (raw) => this.#accept(raw, dialect));
    return listener;
  }

  /** Connections that are in, shaking hands or talking. */
  get total(): number {
    return this.#admission.total;
  }

  /** The connection under a TLS socket, undefined if it is gone; ends the time limit of its handshake. */
  shaken(socket: Socket): Connection | undefined {
    const connection = this.#connections.get(peerKey(socket));
    if (connection) {
      clearTimeout(connection.handshake);
      connection.handshake = undefined;
    }
    return connection;
  }

  /** Notes a handshake that came to nothing. */
  handshakeFailed(remote: string, reason: string): void {
    this.failedHandshakes += 1;
    this.record({ event: 'handshake-failed', remote, reason });
  }

  /** Stops listening and cuts who has not shaken hands; resolves when every connection is closed. */
  async close(): Promise<void> {
    const closed = this.#ports.map((port) => port.close());
    for (const { raw, handshake } of this.#connections.values()) if (handshake) raw.destroy();
    await Promise.all(closed);
  }

  /** Cuts every connection; returns how many. */
  cut(): number {
    const open = [...this.#connections.values()];
    for (const { raw } of open) raw.destroy();
    return open.length;
  }

  #accept(raw: Socket, dialect: Dialect): void {
    const remote = plainAddress(raw.remoteAddress);
    raw.on('error', () => raw.destroy());
    if (remote === null) {
      raw.destroy();
      return;
    }
    const limit = this.#admission.admit(remote);
    if (limit) {
      this.refused[limit] += 1;
      this.#refusals.note(remote, limit);
      raw.destroy();
      return;
    }
    this.accepted += 1;
    // Not for all in the listener: whoever is refused shall cost as little as can be.
    raw.setNoDelay(true).setKeepAlive(true, this.limits.idleMs);
    const handshake = setTimeout(() => {
      this.handshakeFailed(remote, 'timeout');
      raw.destroy();
    }, this.limits.handshakeMs);
    const connection: Connection = { raw, remote, dialect, hello: undefined, handshake };
    const key = peerKey(raw);
    this.#connections.set(key, connection);
    this.#ebb.note(this.total);
    raw.on('close', () => {
      clearTimeout(connection.handshake);
      this.#connections.delete(key);
      this.#admission.release(remote);
      this.#ebb.note(this.total);
    });
    if (this.fault.accepted) this.fault.accepted(raw, () => this.#look(connection));
    else this.#look(connection);
  }

  #look(connection: Connection): void {
    const { raw, remote } = connection;
    const endedEarly = (): void => void raw.destroy();
    raw.on('end', endedEarly);
    tapFirstBytes(raw, (first) => {
      raw.off('end', endedEarly);
      if (first.kind === 'hello') connection.hello = first.handshake;
      else {
        this.plaintext[first.kind] += 1;
        this.record({ event: 'plaintext', remote, kind: first.kind, code: 'peer-plaintext-client' });
      }
      if (first.kind === 'http') raw.end(PLAIN_HTTP_ANSWER, () => raw.destroy());
      else this.pass(raw);
    });
  }
}

const PLAIN_HTTP_ANSWER = [
  'HTTP/1.1 400 Bad Request',
  'Content-Type: text/plain; charset=utf-8',
  'Connection: close',
  '',
  'This port speaks TLS: use https://\n',
].join('\r\n');

/** What names a TCP connection while it lives, on the raw socket and on the TLS socket over it alike. */
function peerKey(socket: Socket): string {
  return `${socket.remoteAddress} ${socket.remotePort} ${socket.localAddress} ${socket.localPort}`;
}
