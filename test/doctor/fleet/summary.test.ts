import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../src/doctor/blame.ts';
import { Tally } from '../../../src/doctor/fleet/summary.ts';

function tally(failOn: 'error' | 'warning', ...verdicts: (readonly [Verdict['status'], string | null])[]) {
  const sum = new Tally(failOn);
  for (const [index, [status, cause]] of verdicts.entries()) {
    const verdict: Verdict = { status, cause, layer: cause ? 'tcp' : null, confidence: 'certain', unexplained: [] };
    const target = { index, line: index + 1, input: `t${index}` };
    sum.add({ target, diagnosis: { verdict, totalMs: index, connections: 2 } as never });
  }
  return sum;
}

const many = Array.from({ length: 1000 }, () => ['broken', 'tcp-refused'] as const);

describe('the summary of many', () => {
  it('counts by status and by cause, the most frequent first, and does not grow with the list', () => {
    const sum = tally('error', ['healthy', null], ['degraded', 'cert-wildcard'], ...many);
    expect(sum.summary()).toEqual({
      targets: 1002,
      statuses: { healthy: 1, degraded: 1, broken: 1000, inconclusive: 0 },
      causes: [
        { code: 'tcp-refused', layer: 'tcp', count: 1000, examples: ['t2', 't3', 't4'] },
        { code: 'cert-wildcard', layer: 'tcp', count: 1, examples: ['t1'] },
      ],
      slowest: [1001, 1000, 999, 998, 997].map((ms) => ({ target: `t${ms}`, ms })),
      connections: 2004,
    });
  });

  it('ends with 1 where any is broken, else 5 where any is undecided, else 0', () => {
    expect(tally('error', ['healthy', null], ['inconclusive', null], ['broken', 'a-b']).exitCode()).toBe(1);
    expect(tally('error', ['healthy', null], ['inconclusive', null]).exitCode()).toBe(5);
    expect(tally('error', ['degraded', 'a-b']).exitCode()).toBe(0);
    expect(tally('warning', ['degraded', 'a-b'], ['inconclusive', null]).exitCode()).toBe(1);
    expect(tally('warning').exitCode()).toBe(0);
  });
});
