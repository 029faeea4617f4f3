import { asBuffer } from './cursor.ts';
import { DerError, type DerProblem } from './error.ts';
import { readHeader } from './header.ts';
import { DER_LIMITS, type DerLimits } from './limits.ts';
import { CONSTRUCTED, Tag } from './tags.ts';

export interface BerResult {
  /** The same value with definite, minimal lengths and primitive strings. */
  readonly der: Buffer;
  /** What had to be changed, at the offsets of the input; empty when the input's framing was DER already. */
  readonly changes: DerProblem[];
  /** Where the value ended in the input; anything after it is trailing data. */
  readonly end: number;
}

interface Frame {
  readonly tag: Buffer;
  readonly end: number;
  readonly indefinite: boolean;
  /** Set while the segments of a constructed string are gathered. */
  readonly string: boolean;
  readonly parts: Buffer[];
  size: number;
}

/**
 * Re-encodes the first BER value of the input with DER's framing (X.690 10.1, 10.2): definite minimal lengths, string
 * types in primitive form. Iterative and within limits. Values themselves are left alone (the order of a SET, padding of
 * an INTEGER). Throws `DerError` where it is not even BER.
 */
export function berToDer(input: Uint8Array, limits: Partial<DerLimits> = {}): BerResult {
  const { maxBytes, maxDepth, maxNodes } = { ...DER_LIMITS, ...limits };
  const bytes = asBuffer(input);
  if (bytes.length > maxBytes) throw new DerError('too-large', 0);
  if (bytes.length === 0) throw new DerError('empty', 0);
  const changes: DerProblem[] = [];
  const root: Frame = { tag: Buffer.alloc(0), end: bytes.length, indefinite: false, string: false, parts: [], size: 0 };
  const stack: Frame[] = [root];
  let at = 0;
  let nodes = 0;
  do {
    let frame = stack[stack.length - 1]!;
    if (at >= frame.end) {
      if (frame.indefinite || stack.length === 1) throw new DerError('truncated', at);
      close(stack);
      continue;
    }
    if (++nodes > maxNodes) throw new DerError('too-many-nodes', at);
    const header = readHeader(bytes, at, frame.end);
    if (header.fault) changes.push({ fault: header.fault, offset: at });
    if (header.endOfContents) {
      if (!frame.indefinite) throw new DerError('unmatched-end-of-contents', at);
      at = header.valueStart;
      close(stack);
      continue;
    }
    if (!header.constructed) {
      if (frame.string) add(frame, segment(bytes, frame.tag[0]!, header.valueStart, header.valueEnd));
      else
        add(
          frame,
          tagOf(bytes, at, header.tag),
          length(header.valueEnd - header.valueStart),
          bytes.subarray(header.valueStart, header.valueEnd),
        );
      at = header.valueEnd;
    } else {
      if (stack.length > maxDepth) throw new DerError('too-deep', at);
      const string = frame.string || isStringType(header.tag);
      if (string && !frame.string) changes.push({ fault: 'constructed-string-not-der', offset: at });
      const end = header.indefinite ? frame.end : header.valueEnd;
      const tag = string
        ? Buffer.of((frame.string ? frame.tag[0]! : header.tag) & ~CONSTRUCTED)
        : tagOf(bytes, at, header.tag);
      frame = { tag, end, indefinite: header.indefinite, string, parts: [], size: 0 };
      stack.push(frame);
      at = header.valueStart;
    }
  } while (stack.length > 1);
  return { der: Buffer.concat(root.parts, root.size), changes, end: at };
}

function close(stack: Frame[]): void {
  const frame = stack.pop()!;
  const parent = stack[stack.length - 1]!;
  const content = frame.parts.length > 64 ? [Buffer.concat(frame.parts, frame.size)] : frame.parts;
  if (frame.string && parent.string) {
    add(parent, ...content);
    return;
  }
  if (frame.string && frame.tag[0] === Tag.bitString) {
    content.unshift(Buffer.of(0));
    frame.size++;
  }
  add(parent, frame.tag, length(frame.size), ...content);
}

function add(frame: Frame, ...parts: Buffer[]): void {
  for (const part of parts) {
    frame.parts.push(part);
    frame.size += part.length;
  }
}

/** Segments of a constructed BIT STRING start with an unused-bits octet each; `close` writes the one that stays. */
function segment(bytes: Buffer, tag: number, start: number, end: number): Buffer {
  if (tag !== Tag.bitString) return bytes.subarray(start, end);
  if (start === end || bytes[start] !== 0) throw new DerError('value-malformed', start);
  return bytes.subarray(start + 1, end);
}

/** Whether an identifier octet is that of a string, which BER may cut into segments (X.690 8.14). */
export function isStringType(tag: number): boolean {
  const primitive = tag & ~CONSTRUCTED;
  if (primitive >= 0x40) return false;
  return (
    primitive === Tag.bitString ||
    primitive === Tag.octetString ||
    primitive === Tag.utf8String ||
    (primitive >= 0x12 && primitive < 0x1f)
  );
}

function tagOf(bytes: Buffer, at: number, tag: number): Buffer {
  if ((tag & 0x1f) !== 0x1f) return bytes.subarray(at, at + 1);
  let end = at + 1;
  while (bytes[end]! >= 0x80) end++;
  return bytes.subarray(at, end + 1);
}

function length(size: number): Buffer {
  if (size < 0x80) return Buffer.of(size);
  const octets: number[] = [];
  for (let rest = size; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return Buffer.of(0x80 | octets.length, ...octets);
}
