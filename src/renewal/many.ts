import { exitCodeOf } from '../errors/codes.ts';
import type { RenewalResult } from './result.ts';

/**
 * Takes one certificate after the other; none stops the others, because none throws.
 * @param work one certificate's renewal
 */
export async function eachOf<T>(
  items: readonly T[],
  work: (item: T) => Promise<RenewalResult>,
): Promise<RenewalResult[]> {
  const results: RenewalResult[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}

/**
 * The exit code of several results: the worst, which is the highest of design 1.2's table.
 * @param check whether the question was only whether one is due: then 1 says yes
 */
export function worstExit(results: readonly RenewalResult[], check: boolean): number {
  const codes = results.map(({ error, decision }) => {
    if (error !== undefined) return exitCodeOf(error.code);
    return check && decision?.due ? 1 : 0;
  });
  return Math.max(0, ...codes);
}
