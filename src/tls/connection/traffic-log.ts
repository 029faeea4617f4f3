import { BoundedBytes } from '../bytes/bounded.ts';

/** When a chunk went by. */
export interface TrafficMark {
  /** Milliseconds since the connection was begun. */
  atMs: number;
  /** Bytes of this direction before the chunk. */
  offset: number;
  bytes: number;
}

const MAX_MARKS = 64;

/** One direction of a connection: how many bytes and when, with the first ones kept. Bounded whatever goes by. */
export class TrafficLog {
  readonly marks: TrafficMark[] = [];
  private readonly kept: BoundedBytes;

  constructor(keep: number) {
    this.kept = new BoundedBytes(keep);
  }

  get total(): number {
    return this.kept.total;
  }

  /** Whether more went by than was kept. */
  get overflowed(): boolean {
    return this.kept.overflowed;
  }

  /** The bytes kept, from the first on. */
  view(): Buffer {
    return this.kept.view();
  }

  /** Notes a chunk. */
  add(chunk: Uint8Array, atMs: number): void {
    if (this.marks.length < MAX_MARKS) this.marks.push({ atMs, offset: this.kept.total, bytes: chunk.length });
    this.kept.push(chunk);
  }

  /** When the byte at `offset` went by; undefined beyond what was marked. */
  timeOf(offset: number): number | undefined {
    return this.marks.find((mark) => offset < mark.offset + mark.bytes)?.atMs;
  }
}
