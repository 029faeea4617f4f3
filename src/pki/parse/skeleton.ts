import { DerCursor } from '../der/cursor.ts';
import { DerError } from '../der/error.ts';
import { Tag } from '../der/tags.ts';
import { type AlgorithmIdentifier, readAlgorithmIdentifier } from './algorithm-identifier.ts';
import type { Problems } from './problems.ts';

/** What certificates, requests and CRLs have in common: SIGNED{ToBeSigned} (RFC 5280 4.1). */
export interface Signed {
  /** The element itself, without anything that trails it. */
  readonly der: Buffer;
  /** The bytes that the signature covers. */
  readonly tbsDer: Buffer;
  readonly tbs: DerCursor;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Buffer;
}

export const NO_ALGORITHM: AlgorithmIdentifier = {
  oid: '',
  name: '',
  parameters: undefined,
  der: Buffer.alloc(0),
};

/**
 * Opens a signed structure. What cannot be read is noted and replaced by an empty value, so that a truncated file still
 * shows what it holds; throws `DerError` only where there is not even a SEQUENCE that starts with a SEQUENCE.
 */
export function readSigned(bytes: Buffer, problems: Problems): Signed {
  const c = new DerCursor(bytes);
  const outer = openClamped(c, problems);
  if (!c.atEnd) problems.add('trailing-data', c.pos);
  const tbs = openClamped(outer, problems);
  const signatureAlgorithm = problems.attempt(
    'signatureAlgorithm',
    () => readAlgorithmIdentifier(outer.expect(Tag.sequence)),
    NO_ALGORITHM,
  );
  const signature = problems.attempt(
    'signature',
    () => readSignature(outer.expect(Tag.bitString), problems),
    Buffer.alloc(0),
  );
  if (!outer.atEnd) problems.add('trailing-data', outer.pos, 'signature');
  return {
    der: bytes.subarray(0, c.valueEnd),
    tbsDer: bytes.subarray(tbs.start, tbs.end),
    tbs: new DerCursor(bytes, tbs.valueStart, tbs.end),
    signatureAlgorithm,
    signature,
  };
}

/** A signature that claims unused bits is kept as it is: it will not verify, and that says more. */
function readSignature(c: DerCursor, problems: Problems): Buffer {
  if (c.length === 0) throw new DerError('value-malformed', c.start);
  if (c.bytes[c.valueStart] !== 0) problems.add('bit-string-not-der', c.start, 'signature');
  return c.bytes.subarray(c.valueStart + 1, c.valueEnd);
}

/** Enters the next SEQUENCE; one that claims to reach beyond what is there is cut off, with the fault noted. */
function openClamped(c: DerCursor, problems: Problems): DerCursor {
  const at = c.pos;
  try {
    const inner = c.expect(Tag.sequence).enter();
    inner.start = at;
    return inner;
  } catch (error) {
    if (!(error instanceof DerError) || c.bytes[at] !== Tag.sequence) throw error;
    if (error.fault !== 'truncated' && error.fault !== 'length-beyond-parent') throw error;
    problems.add(error.fault, error.offset);
    const header = readHeaderClamped(c, at);
    c.start = at;
    c.valueStart = header;
    c.valueEnd = c.end;
    c.pos = c.end;
    const inner = new DerCursor(c.bytes, header, c.end);
    inner.start = at;
    return inner;
  }
}

/** Offset of the content of an element whose content is incomplete. Throws `DerError` if its header is, too. */
function readHeaderClamped(c: DerCursor, at: number): number {
  const octet = c.bytes[at + 1];
  if (octet === undefined) throw new DerError('truncated', at);
  const valueStart = at + 2 + (octet > 0x80 ? octet & 0x7f : 0);
  if (valueStart > c.end) throw new DerError('truncated', at);
  return valueStart;
}
