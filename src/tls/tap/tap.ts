import { Duplex } from 'node:stream';
import type { RawConnection } from '../connection/raw-connection.ts';
import { TrafficLog } from '../connection/traffic-log.ts';

/** How much of each direction is kept for reading the handshake afterwards. */
const KEEP_IN = 384 * 1024;
const KEEP_OUT = 64 * 1024;

/**
 * The stream between a TLS stack and a raw connection. It keeps the first bytes of both directions, and hands the end
 * of the connection on: a TLS socket over a stream learns of a reset only if the stream itself breaks.
 */
export class Tap extends Duplex {
  readonly incoming = new TrafficLog(KEEP_IN);
  readonly outgoing = new TrafficLog(KEEP_OUT);
  /** Called after each chunk that came in. */
  onIncoming: () => void = () => {};
  private readonly connection: RawConnection;

  /** `first` is what came before the tap was there and already belongs to TLS. */
  constructor(connection: RawConnection, first: Buffer) {
    super({ allowHalfOpen: true });
    this.connection = connection;
    connection.onData = (chunk) => this.receive(chunk);
    if (first.length > 0) this.receive(first);
    // The TLS socket above may be gone already, and then nobody else listens.
    this.on('error', () => {});
    void connection.ended.then((end) => {
      if (end === 'fin') this.push(null);
      else if (end === 'done') this.destroy();
      else this.destroy(brokenBy(end, connection.observe().fault?.code));
    });
  }

  override _read(): void {
    this.connection.socket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, callback: () => void): void {
    this.outgoing.add(chunk, this.connection.elapsed());
    this.connection.send(chunk, callback);
  }

  override _final(callback: () => void): void {
    this.connection.socket.end(callback);
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    this.connection.finish();
    callback(error);
  }

  private receive(chunk: Buffer): void {
    this.incoming.add(chunk, this.connection.elapsed());
    if (!this.push(chunk)) this.connection.socket.pause();
    this.onIncoming();
  }
}

function brokenBy(end: string, code = 'ETIMEDOUT'): Error {
  return Object.assign(new Error(`connection ended: ${end}`), { code });
}
