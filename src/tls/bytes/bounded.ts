/**
 * Keeps the first `limit` bytes of a stream and counts the rest. It copies, so that one byte kept does not keep the
 * 64 KiB pool that Node read it into.
 */
export class BoundedBytes {
  private buffer: Buffer = Buffer.alloc(0);
  private used = 0;
  private seen = 0;
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Bytes that came by, kept or not. */
  get total(): number {
    return this.seen;
  }

  /** Bytes that are kept. */
  get length(): number {
    return this.used;
  }

  /** Whether bytes came by that were not kept. */
  get overflowed(): boolean {
    return this.seen > this.used;
  }

  /** Takes in a chunk and tells how many of its bytes were kept. */
  push(chunk: Uint8Array): number {
    this.seen += chunk.length;
    const take = Math.min(chunk.length, this.limit - this.used);
    if (take <= 0) return 0;
    if (this.used + take > this.buffer.length) this.grow(this.used + take);
    this.buffer.set(chunk.subarray(0, take), this.used);
    this.used += take;
    return take;
  }

  /** The bytes kept so far; valid until the next `push` or `clear`. */
  view(): Buffer {
    return this.buffer.subarray(0, this.used);
  }

  /** Drops the first `count` of the kept bytes and makes room for as many. */
  discard(count: number): void {
    this.buffer.copyWithin(0, count, this.used);
    this.used -= count;
    this.seen -= count;
  }

  private grow(atLeast: number): void {
    const size = Math.min(this.limit, Math.max(atLeast, this.buffer.length * 2, 256));
    const larger = Buffer.alloc(size);
    larger.set(this.view());
    this.buffer = larger;
  }
}
