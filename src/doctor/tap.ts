import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { End, RawExchange } from './evidence/tls.ts';

const KEPT_BYTES = 64;
/** What is kept of the peer's bytes for classification; TLS itself gets all of them. */
const KEPT_TEXT = 4096;

/** A duplex over a raw socket that keeps what a TLS stack hides: byte counts, first bytes, FIN apart from RST. */
export class Tap extends Duplex {
  readonly #socket: Socket;
  #bytesIn = 0;
  #bytesOut = 0;
  #kept = Buffer.alloc(0);
  #end: End = 'open';

  constructor(socket: Socket) {
    super({ allowHalfOpen: true });
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.#bytesIn += chunk.length;
      if (this.#kept.length < KEPT_TEXT) this.#kept = Buffer.concat([this.#kept, chunk]).subarray(0, KEPT_TEXT);
      this.emit('tapped', chunk);
      if (!this.push(chunk)) socket.pause();
    });
    socket.once('end', () => {
      if (this.#end === 'open') this.#end = 'fin';
      this.emit('ended');
      this.push(null);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      this.#end = 'rst';
      this.emit('ended');
      // A TLS socket over a stream is told of nothing unless the stream itself breaks.
      this.destroy(error);
    });
    socket.once('close', () => this.destroy());
  }

  /** What came and went so far. */
  exchange(end: End = this.#end): RawExchange {
    return {
      bytesIn: this.#bytesIn,
      bytesOut: this.#bytesOut,
      firstBytes: this.#kept.subarray(0, KEPT_BYTES).toString('hex'),
      end,
    };
  }

  /** The first bytes that the peer sent. */
  get first(): Buffer {
    return this.#kept;
  }

  get state(): End {
    return this.#end;
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, callback: (error?: Error | null) => void): void {
    this.#bytesOut += chunk.length;
    this.#socket.write(chunk, callback);
  }

  override _final(callback: (error?: Error | null) => void): void {
    this.#socket.end(() => callback());
  }

  override _destroy(_error: Error | null, callback: (error?: Error | null) => void): void {
    this.#socket.destroy();
    callback(null);
  }
}
