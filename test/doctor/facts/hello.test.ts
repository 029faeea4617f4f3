import { expect, it } from 'vitest';
import type { HelloVariant } from '../../../src/doctor/evidence/tls.ts';
import type { Entry } from '../../../src/doctor/evidence.ts';
import { neverArrives } from '../../../src/doctor/facts/hello.ts';
import { failed, hello, ok } from '../evidence.ts';

type Lost = number | 'untold' | 'answered' | 'cut';

/** What became of a hello: so many bytes of it were not acknowledged, or nobody could tell, or it was answered, or cut short. */
function entry<K extends 'tls.tiny' | 'tls.hello'>(key: K, lost: Lost): Entry<K> {
  if (lost === 'cut') return failed(key, { code: 'DEADLINE' } as never) as Entry<K>;
  if (lost === 'answered') return ok(key, hello(0x0303, null) as never) as Entry<K>;
  const unacked = lost === 'untold' ? {} : { unacked: lost };
  return ok(key, { ...hello(null, null), end: 'timeout', ...unacked } as never) as Entry<K>;
}

it.each<[Lost, Partial<Record<HelloVariant, Lost>>, boolean]>([
  [200, { small: 300 }, true],
  [200, {}, true],
  [200, { small: 'cut', 'ml-kem': 1700 }, true],
  [200, { small: 'untold' }, true],
  ['cut', { small: 300 }, true],
  [0, { small: 300 }, false],
  [200, { small: 0 }, false],
  [200, { small: 300, split: 0 }, false],
  [200, { 'ml-kem': 'answered' }, false],
  ['untold', { small: 'untold' }, false],
  ['cut', { 'ml-kem': 1700 }, false],
])('with %j of the tiny hello lost, and of others %j, all that we say is lost: %s', (tiny, others, expected) => {
  const members = Object.entries(others).map(([at, lost]) => ({ at, entry: entry('tls.hello', lost) }));
  expect(neverArrives(entry('tls.tiny', tiny), members)).toBe(expected);
});
