import { isStringType } from './ber.ts';
import { DerError } from './error.ts';
import { readHeader } from './header.ts';
import { DER_LIMITS } from './limits.ts';

/**
 * Where the first element ends, if it and all inside of it are framed as DER asks: definite lengths in their shortest form,
 * strings in one piece. Undefined where `berToDer` has something to change, and where something is broken. It keeps
 * nothing, so that it needs no limit but that of the input: a CRL of 100,000 entries has more elements than any other file.
 */
export function derFramingEnd(bytes: Buffer): number | undefined {
  const ends: number[] = [];
  let at = 0;
  try {
    do {
      const header = readHeader(bytes, at, ends.at(-1) ?? bytes.length);
      if (header.fault || header.endOfContents) return undefined;
      if (header.constructed) {
        if (isStringType(header.tag) || ends.length >= DER_LIMITS.maxDepth) return undefined;
        ends.push(header.valueEnd);
        at = header.valueStart;
      } else {
        at = header.valueEnd;
      }
      while (ends.at(-1) === at) ends.pop();
    } while (ends.length > 0);
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    return undefined;
  }
  return at;
}
