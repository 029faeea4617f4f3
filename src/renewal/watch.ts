import { type FSWatcher, watch as watchFolder } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Clock } from '../runtime/clock.ts';
import { contentHash } from './apply.ts';
import type { RenewalResult } from './result.ts';

/** What stays and renews. */
export interface WatchOptions {
  readonly certificates: readonly string[];
  /** One look at all of them, renewing what is due. */
  readonly pass: () => Promise<readonly RenewalResult[]>;
  readonly clock: Clock;
  /** Ends the waiting; a renewal that is under way is completed. */
  readonly signal: AbortSignal;
}

/** A nap is never longer: clocks are set, machines sleep. */
const MAX_NAP_MS = 3_600_000;
const MIN_NAP_MS = 1_000;
const FIRST_RETRY_MS = 60_000;

/**
 * Looks, renews what is due, and sleeps until something will be due or a certificate file changes, until the signal comes.
 * After a failure it tries again in a minute, then in two, in four, and so on up to an hour.
 * @returns how often it looked
 */
export async function watch(options: WatchOptions): Promise<number> {
  const { certificates, pass, clock, signal } = options;
  let failures = 0;
  for (let passes = 1; ; passes += 1) {
    const results = await pass();
    failures = results.some(({ error }) => error !== undefined) ? failures + 1 : 0;
    const seen = hashes(certificates);
    const ms = napLength(results, failures, clock.now());
    // Our own writing wakes us too: only content that is new since the pass counts.
    while (
      !signal.aborted &&
      (await nap(certificates, ms, signal)) === 'changed' &&
      same(hashes(certificates), seen)
    ) {}
    if (signal.aborted) return passes;
  }
}

/**
 * How long to sleep after a pass, in milliseconds.
 * @param failures how many passes in a row had a failure
 */
export function napLength(results: readonly RenewalResult[], failures: number, now: Date): number {
  const times = results.flatMap(({ error, action, decision, next }) => {
    if (error !== undefined) return [FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 20)];
    // A new certificate is judged at the next look, which is soon enough: not before a third of its life is over.
    if (action === 'renewed' && next !== undefined) return [(next.notAfter.getTime() - now.getTime()) / 3];
    return decision === undefined ? [] : [decision.next.getTime() - now.getTime()];
  });
  return Math.max(MIN_NAP_MS, Math.min(MAX_NAP_MS, ...times));
}

/** Sleeps; ends early when a file is touched in one of the folders, or by the signal. */
async function nap(certificates: readonly string[], ms: number, signal: AbortSignal): Promise<'over' | 'changed'> {
  const watchers: FSWatcher[] = [];
  try {
    return await new Promise((resolve) => {
      const timer = setTimeout(() => resolve('over'), ms);
      const stop = () => {
        clearTimeout(timer);
        resolve('over');
      };
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      for (const certificate of certificates) {
        const watcher = watcherOf(certificate, () => {
          clearTimeout(timer);
          resolve('changed');
        });
        if (watcher !== undefined) watchers.push(watcher);
      }
    });
  } finally {
    for (const watcher of watchers) watcher.close();
  }
}

function watcherOf(certificate: string, changed: () => void): FSWatcher | undefined {
  const name = basename(certificate);
  try {
    // The folder, not the file: a file that is replaced by a rename is another one.
    const watcher = watchFolder(dirname(certificate), (_event, file) => {
      if (file === null || file === name) changed();
    });
    watcher.on('error', () => {});
    return watcher;
  } catch {
    // No folder, or too many watches: naps end after an hour at most.
    return undefined;
  }
}

function hashes(certificates: readonly string[]): string[] {
  return certificates.map(contentHash);
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.every((hash, index) => hash === b[index]);
}
