import type { Job, Row } from './row.ts';
import type { Timing } from './statistics.ts';

/**
 * Measures a row: both jobs once to warm caches, then pairs in turns, so that whatever else the machine does falls on
 * both. Which one goes first alternates.
 */
export async function measure(row: Row, rounds: number): Promise<Timing[]> {
  const { ours, peer, stop } = await row.prepare();
  try {
    for (const job of [ours, peer, ours, peer]) await job();
    const pairs: Timing[] = [];
    for (let round = 0; round < rounds; round++) {
      if (round % 2 === 0) {
        const first = await time(ours);
        pairs.push({ ours: first, peer: await time(peer) });
      } else {
        const first = await time(peer);
        pairs.push({ ours: await time(ours), peer: first });
      }
    }
    return pairs;
  } finally {
    await stop?.();
  }
}

async function time(job: Job): Promise<number> {
  const began = performance.now();
  await job();
  return performance.now() - began;
}
