import { expect, it } from 'vitest';
import { icmpSeen, sentAgain } from '../../../src/doctor/facts/refusal.ts';

const failure = (unreachable: number, more: object = {}) =>
  ({
    family: 4,
    counters: { unreachable, attemptFails: 1, synRetransmits: 1, shared: false, ...more },
  }) as unknown as Parameters<typeof icmpSeen>[0];
const retries = (...failures: object[]) =>
  failures.map((one, index) => ({ at: `${index}`, entry: { state: 'failed', failure: one } })) as unknown as Parameters<
    typeof icmpSeen
  >[1];
const crowded = { shared: true, crowded: true };

it('believes counters that were of one attempt alone, where they agree', () => {
  expect(icmpSeen(failure(0), retries(failure(0), failure(0)))).toBe('none');
  expect(icmpSeen(failure(1), retries(failure(1), failure(1)))).toBe('icmp');
  expect(icmpSeen(failure(0), retries(failure(1), failure(1)))).toBe('unknown');
});

it('believes counters amid other diagnoses only where nothing was counted', () => {
  expect(icmpSeen(failure(1, crowded), retries(failure(3, crowded), failure(0, crowded)))).toBe('none');
  expect(icmpSeen(failure(1, crowded), retries(failure(3, crowded), failure(1, crowded)))).toBe('unknown');
  expect(sentAgain(failure(0))).toBe(true);
  expect(sentAgain(failure(0, crowded))).toBe(false);
});
