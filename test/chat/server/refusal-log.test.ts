import { expect, test } from 'vitest';
import type { ServerRecord } from '../../../src/chat/server/records.ts';
import { RefusalLog } from '../../../src/chat/server/refusal-log.ts';

function refusals() {
  let now = 0;
  const records: ServerRecord[] = [];
  const log = new RefusalLog(
    (record) => void records.push(record),
    () => now,
  );
  const pass = (ms: number): void => {
    now += ms;
  };
  return { log, records, pass };
}

test('a flood of one address is a line a second that says how many', () => {
  const { log, records, pass } = refusals();
  const limit = 'connections-per-address';
  for (let n = 0; n < 5_000; n += 1) {
    log.note('192.0.2.1', limit);
    pass(1);
  }
  log.note('192.0.2.1', limit);
  const first = { event: 'refused', remote: '192.0.2.1', limit, times: 1 };
  expect(records).toEqual([first, ...Array.from({ length: 5 }, () => ({ ...first, times: 1_000 }))]);
});

test('each address has its line; a full server has one for all', () => {
  const { log, records } = refusals();
  for (const remote of ['192.0.2.1', '192.0.2.2']) {
    log.note(remote, 'connections-per-address');
    log.note(remote, 'connections');
  }
  expect(records).toMatchObject([
    { remote: '192.0.2.1', limit: 'connections-per-address' },
    { remote: '192.0.2.1', limit: 'connections' },
    { remote: '192.0.2.2', limit: 'connections-per-address' },
  ]);
});

test('so many addresses that the first is forgotten', () => {
  const { log, records } = refusals();
  for (let n = 0; n < 5_000; n += 1) log.note(`2001:db8::${n.toString(16)}`, 'connections-per-address');
  log.note('2001:db8::0', 'connections-per-address');
  log.note(`2001:db8::${(4_999).toString(16)}`, 'connections-per-address');
  expect(records).toHaveLength(5_001);
});
