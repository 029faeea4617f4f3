import { expect, it } from 'vitest';
import { batched } from '../../../src/doctor/fleet/batched.ts';

it('reads once for all who ask while a read goes on, and never gives what was read before', async () => {
  const ends: (() => void)[] = [];
  let [reads, at] = [0, 0];
  const read = batched(async () => {
    reads += 1;
    const value = at;
    await new Promise<void>((resolve) => ends.push(resolve));
    return value;
  });
  const first = read('table');
  at = 1;
  const others = Promise.all([read('table'), read('table'), read('table')]);
  expect(reads).toBe(1);
  ends.shift()?.();
  expect(await first).toBe(0);
  await new Promise(setImmediate);
  expect(reads).toBe(2);
  ends.shift()?.();
  expect(await others).toEqual([1, 1, 1]);
  at = 2;
  const later = read('table');
  ends.shift()?.();
  expect([await later, reads]).toEqual([2, 3]);
});

it('goes on after a read that failed', async () => {
  let reads = 0;
  const read = batched(async () => {
    reads += 1;
    if (reads === 1) throw new Error('once');
    return 'text';
  });
  const [first, second] = await Promise.allSettled([read('a'), read('a')]);
  expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
});
