import { DerError } from './error.ts';
import { CONSTRUCTED } from './tags.ts';

/** A view of the same memory as a Buffer, whose slicing and decoding are native. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * Walks the elements of one DER value in order, without building a tree: `next()` reads one header and steps over the
 * element, `enter()` opens the one just read. Offsets are always those of the whole input. Only definite, minimal
 * lengths pass (X.690 10.1); everything else throws `DerError`.
 */
export class DerCursor {
  readonly bytes: Buffer;
  readonly end: number;
  /** Where the next element starts. */
  pos: number;
  /** Identifier octet of the element just read. */
  tag = 0;
  /** Offset of the identifier octet of the element just read. */
  start: number;
  valueStart: number;
  valueEnd: number;

  constructor(bytes: Buffer, start = 0, end = bytes.length) {
    this.bytes = bytes;
    this.pos = start;
    this.end = end;
    this.start = start;
    this.valueStart = start;
    this.valueEnd = start;
  }

  get atEnd(): boolean {
    return this.pos >= this.end;
  }

  /** Identifier octet of the next element, or -1 at the end. */
  peek(): number {
    return this.pos < this.end ? this.bytes[this.pos]! : -1;
  }

  /** Reads the next header, steps over its element and returns its identifier octet. */
  next(): number {
    const { bytes, end } = this;
    const start = this.pos;
    if (start >= end) throw new DerError('missing-field', start);
    let at = start + 1;
    const tag = bytes[start]!;
    if ((tag & 0x1f) === 0x1f) at = skipHighTag(bytes, at, end);
    if (at >= end) throw new DerError('truncated', start);
    let length = bytes[at++]!;
    if (length >= 0x80) {
      const octets = length & 0x7f;
      if (octets === 0) throw new DerError('indefinite-length-not-der', start);
      if (octets > 5) throw new DerError('length-too-large', start);
      if (at + octets > end) throw new DerError('truncated', start);
      if (bytes[at] === 0) throw new DerError('length-not-der', start);
      length = 0;
      for (let i = 0; i < octets; i++) length = length * 256 + bytes[at++]!;
      if (length < 0x80) throw new DerError('length-not-der', start);
    }
    const valueEnd = at + length;
    if (valueEnd > end) throw new DerError(end === bytes.length ? 'truncated' : 'length-beyond-parent', start);
    this.tag = tag;
    this.start = start;
    this.valueStart = at;
    this.valueEnd = valueEnd;
    this.pos = valueEnd;
    return tag;
  }

  /** Reads the next element, which must carry this identifier octet. */
  expect(tag: number): this {
    const at = this.pos;
    if (this.next() !== tag) {
      const constructedString = this.tag === (tag | CONSTRUCTED);
      throw new DerError(constructedString ? 'constructed-string-not-der' : 'unexpected-tag', at);
    }
    return this;
  }

  /** Reads the next element if it carries this identifier octet; says whether it did. */
  optional(tag: number): boolean {
    if (this.pos >= this.end || this.bytes[this.pos] !== tag) return false;
    this.next();
    return true;
  }

  /** A cursor over the content of the element just read. */
  enter(): DerCursor {
    return new DerCursor(this.bytes, this.valueStart, this.valueEnd);
  }

  /** Content octets of the element just read (a view, not a copy). */
  value(): Buffer {
    return this.bytes.subarray(this.valueStart, this.valueEnd);
  }

  /** The whole element just read, header included (a view, not a copy). */
  element(): Buffer {
    return this.bytes.subarray(this.start, this.valueEnd);
  }

  get length(): number {
    return this.valueEnd - this.valueStart;
  }

  /** Throws unless every element has been read. */
  finish(): void {
    if (this.pos < this.end) throw new DerError('trailing-data', this.pos);
  }
}

function skipHighTag(bytes: Buffer, from: number, end: number): number {
  let at = from;
  if (bytes[at] === 0x80) throw new DerError('tag-not-der', from - 1);
  while (at < end && bytes[at]! >= 0x80) at++;
  if (at - from > 4) throw new DerError('value-out-of-range', from - 1);
  return at + 1;
}
