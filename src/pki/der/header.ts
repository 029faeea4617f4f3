import { DerError, type DerFault } from './error.ts';
import { CONSTRUCTED } from './tags.ts';

/** One identifier and length, read as BER allows. */
export interface BerHeader {
  readonly tag: number;
  readonly tagNumber: number;
  readonly constructed: boolean;
  readonly indefinite: boolean;
  readonly endOfContents: boolean;
  readonly valueStart: number;
  /** Meaningless for an indefinite length. */
  readonly valueEnd: number;
  /** How the header itself deviates from DER. */
  readonly fault: DerFault | undefined;
}

/** Reads one header with BER's rules (X.690 8.1); throws `DerError` where even those are broken. */
export function readHeader(bytes: Buffer, start: number, end: number): BerHeader {
  let at = start + 1;
  let fault: DerFault | undefined;
  const tag = bytes[start]!;
  let tagNumber = tag & 0x1f;
  if (tagNumber === 0x1f) {
    tagNumber = 0;
    if (bytes[at] === 0x80) fault = 'tag-not-der';
    for (;;) {
      if (at >= end) throw new DerError('truncated', start);
      const octet = bytes[at++]!;
      tagNumber = tagNumber * 128 + (octet & 0x7f);
      if (tagNumber > 0x7fffffff) throw new DerError('value-out-of-range', start);
      if (octet < 0x80) break;
    }
    if (tagNumber < 0x1f) fault = 'tag-not-der';
  }
  if (at >= end) throw new DerError('truncated', start);
  const constructed = (tag & CONSTRUCTED) !== 0;
  let length = bytes[at++]!;
  if (length === 0x80) {
    if (!constructed) throw new DerError('value-malformed', start);
    fault = 'indefinite-length-not-der';
    return {
      tag,
      tagNumber,
      constructed,
      indefinite: true,
      endOfContents: false,
      valueStart: at,
      valueEnd: end,
      fault,
    };
  }
  if (length > 0x80) {
    const octets = length & 0x7f;
    if (at + octets > end) throw new DerError('truncated', start);
    const first = bytes[at]!;
    length = 0;
    for (let i = 0; i < octets; i++) {
      length = length * 256 + bytes[at++]!;
      if (length > 0xffffffff) throw new DerError('length-too-large', start);
    }
    if (first === 0 || length < 0x80) fault = 'length-not-der';
  }
  if (at + length > end) throw new DerError(end === bytes.length ? 'truncated' : 'length-beyond-parent', start);
  const endOfContents = tag === 0 && length === 0;
  return {
    tag,
    tagNumber,
    constructed,
    indefinite: false,
    endOfContents,
    valueStart: at,
    valueEnd: at + length,
    fault,
  };
}
