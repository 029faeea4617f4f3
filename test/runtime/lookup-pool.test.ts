import { expect, it } from 'vitest';
import { LookupPool } from '../../src/runtime/lookup-pool.ts';

it('resolves a hundred names at a time in processes of 32', async () => {
  const pool = new LookupPool();
  const all = await Promise.all(Array.from({ length: 100 }, () => pool.lookup('127.0.0.1')));
  expect(all.every(([first]) => first?.address === '127.0.0.1')).toBe(true);
  expect(pool.size).toBe(4);
  await pool.lookup('127.0.0.1');
  expect(pool.size).toBe(4);
});

it('gives a name up when it is told to, and ends a process in which too many were', async () => {
  const pool = new LookupPool();
  await pool.lookup('127.0.0.1');
  const giveUp = new AbortController();
  const names = Array.from({ length: 16 }, (_, index) =>
    pool.lookup(`name-${index}.invalid`, giveUp.signal).then(
      () => 'found',
      (error: unknown) => error,
    ),
  );
  // Their questions are on the way before anybody gives up.
  await new Promise(setImmediate);
  const reason = new Error('nobody waits');
  giveUp.abort(reason);
  expect(await Promise.all(names)).toEqual(Array.from({ length: 16 }, () => reason));
  expect(pool.size).toBe(0);
  expect(await pool.lookup('127.0.0.1')).toHaveLength(1);
});
