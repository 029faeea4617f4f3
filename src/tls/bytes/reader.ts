/**
 * Bytes that do not follow the presentation language of RFC 8446, section 3. It never leaves `src/tls`: what a peer
 * sends wrongly is an observation (`Malformed`), not a failure of ours.
 */
export class DecodeError extends Error {
  /** What was being read, in the RFC's own field names. */
  readonly field: string;
  /** Where it was, in bytes from the beginning of the message body. */
  readonly offset: number;

  constructor(field: string, offset: number) {
    super(`${field} at ${offset}`);
    this.name = 'DecodeError';
    this.field = field;
    this.offset = offset;
  }
}

/** A bounds-checked cursor over bytes that a peer sent. Every method throws `DecodeError` when bytes are missing. */
export class ByteReader {
  private position = 0;
  private readonly data: Buffer;
  private readonly base: number;

  constructor(data: Buffer, base = 0) {
    this.data = data;
    this.base = base;
  }

  get remaining(): number {
    return this.data.length - this.position;
  }

  /** Where the cursor is, in bytes from the beginning of the message body. */
  get offset(): number {
    return this.base + this.position;
  }

  /** An unsigned integer of 1 to 4 bytes, most significant first. */
  uint(width: 1 | 2 | 3 | 4, field: string): number {
    this.need(width, field);
    const value = this.data.readUIntBE(this.position, width);
    this.position += width;
    return value;
  }

  /** The next `length` bytes, not copied. */
  bytes(length: number, field: string): Buffer {
    this.need(length, field);
    const value = this.data.subarray(this.position, this.position + length);
    this.position += length;
    return value;
  }

  /** A variable-length vector: its length in `width` bytes, then that many bytes. */
  vector(width: 1 | 2 | 3, field: string): ByteReader {
    const length = this.uint(width, field);
    const base = this.offset;
    return new ByteReader(this.bytes(length, field), base);
  }

  /** All that is left. */
  rest(): Buffer {
    return this.bytes(this.remaining, 'rest');
  }

  /** A vector of 16-bit values, such as a list of cipher suites. */
  uint16List(width: 1 | 2, field: string): number[] {
    const list = this.vector(width, field);
    const values: number[] = [];
    while (list.remaining > 0) values.push(list.uint(2, field));
    return values;
  }

  /** Nothing may follow: what is left over is an error of the peer's. */
  end(field: string): void {
    if (this.remaining > 0) throw new DecodeError(field, this.offset);
  }

  private need(length: number, field: string): void {
    if (this.remaining < length) throw new DecodeError(field, this.offset);
  }
}
