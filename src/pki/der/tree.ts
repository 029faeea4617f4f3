import { asBuffer } from './cursor.ts';
import { DerError, type DerProblem } from './error.ts';
import { readHeader } from './header.ts';
import { DER_LIMITS, type DerLimits } from './limits.ts';

/** One element of an encoding that is shown as such. */
export interface DerNode {
  /** Offset of the identifier octet. */
  readonly offset: number;
  readonly tag: number;
  readonly tagClass: 'universal' | 'application' | 'context' | 'private';
  readonly tagNumber: number;
  readonly constructed: boolean;
  readonly headerLength: number;
  /** Content octets; for an indefinite length, up to the end-of-contents octets. */
  readonly length: number;
  readonly depth: number;
  readonly children: DerNode[];
}

export interface DerTree {
  readonly roots: DerNode[];
  /** Where the encoding deviates from DER or breaks; the nodes before that point are in `roots`. */
  readonly problems: DerProblem[];
}

const CLASSES = ['universal', 'application', 'context', 'private'] as const;

interface Open {
  readonly end: number;
  readonly children: DerNode[];
  readonly node: { length: number } | undefined;
  readonly indefinite: boolean;
}

/**
 * Walks any BER or DER into a tree of headers, without recursion and within limits; never throws. What is broken or
 * not DER is listed, with its offset, and everything read before it is kept.
 */
export function readDerTree(input: Uint8Array, limits: Partial<DerLimits> = {}): DerTree {
  const { maxBytes, maxDepth, maxNodes } = { ...DER_LIMITS, ...limits };
  const bytes = asBuffer(input);
  const roots: DerNode[] = [];
  const problems: DerProblem[] = [];
  if (bytes.length > maxBytes) return { roots, problems: [{ fault: 'too-large', offset: 0 }] };
  const stack: Open[] = [{ end: bytes.length, children: roots, node: undefined, indefinite: false }];
  let at = 0;
  let nodes = 0;
  try {
    while (stack.length > 0) {
      const open = stack[stack.length - 1]!;
      if (at >= open.end) {
        if (open.indefinite) throw new DerError('truncated', at);
        stack.pop();
        continue;
      }
      const header = readHeader(bytes, at, open.end);
      if (header.fault) problems.push({ fault: header.fault, offset: at });
      if (header.endOfContents) {
        if (!open.indefinite) throw new DerError('unmatched-end-of-contents', at);
        open.node!.length = at - (open.node as DerNode).offset - (open.node as DerNode).headerLength;
        stack.pop();
        at = header.valueStart;
        continue;
      }
      if (++nodes > maxNodes) throw new DerError('too-many-nodes', at);
      const node: DerNode = {
        offset: at,
        tag: header.tag,
        tagClass: CLASSES[header.tag >> 6]!,
        tagNumber: header.tagNumber,
        constructed: header.constructed,
        headerLength: header.valueStart - at,
        length: header.indefinite ? 0 : header.valueEnd - header.valueStart,
        depth: stack.length - 1,
        children: [],
      };
      open.children.push(node);
      at = header.valueStart;
      if (!header.constructed) {
        at = header.valueEnd;
      } else {
        if (stack.length > maxDepth) throw new DerError('too-deep', node.offset);
        const end = header.indefinite ? open.end : header.valueEnd;
        stack.push({ end, children: node.children, node, indefinite: header.indefinite });
      }
    }
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    problems.push({ fault: error.fault, offset: error.offset });
  }
  return { roots, problems };
}
