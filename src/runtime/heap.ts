import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { trimMalloc } from './malloc-trim.ts';

type Collect = (options: { type: 'major'; execution: 'sync'; flavor: 'regular' | 'last-resort' }) => void;

let collect: Collect | undefined;

/**
 * Frees what nobody refers to any more, and gives back to the system what V8 keeps for later (its young generation, which only
 * ever grows under load, and the pages of its pool) and, where it can be asked to, what the C library does. Takes a few tens
 * of milliseconds, in which nothing else is done.
 */
export function shrinkHeap(): void {
  // V8 gives its function only to contexts that are made while the flag is set.
  if (!collect) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as Collect;
    setFlagsFromString('--no-expose-gc');
  }
  // The regular kind frees objects and keeps the pages that they were in.
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  trimMalloc();
}
