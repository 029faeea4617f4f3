import { describe, expect, it } from 'vitest';
import { compare, quantile } from '../../bench/harness/statistics.ts';

describe('quantile', () => {
  it.each([
    [[3, 1, 2], 0.5, 2],
    [[1, 2, 3, 4], 0.5, 2.5],
    [[1, 2, 3, 4], 0.25, 1.75],
    [[5], 0.9, 5],
    [[1, 9], 1, 9],
  ])('of %j at %d is %d', (values, q, expected) => {
    expect(quantile(values, q)).toBeCloseTo(expected, 12);
  });
});

describe('compare', () => {
  const pairs = [
    { ours: 10, peer: 5 },
    { ours: 30, peer: 10 },
    { ours: 40, peer: 40 },
  ];

  it('takes the median of the pairs, not the ratio of the medians', () => {
    expect(compare(pairs, 'median')).toMatchObject({
      ratio: 2,
      low: 1.5,
      high: 2.5,
      min: 1,
      max: 3,
      oursMs: 30,
      peerMs: 10,
    });
  });

  it('takes the ratio of the means, with an interval that is the same each time', () => {
    const first = compare(pairs, 'mean');
    expect(first.ratio).toBeCloseTo(80 / 55, 12);
    expect(first.low).toBeLessThan(first.ratio);
    expect(first.high).toBeGreaterThan(first.ratio);
    expect(compare(pairs, 'mean')).toEqual(first);
  });

  it('of pairs that are all alike has no spread', () => {
    const same = compare(Array(5).fill({ ours: 6, peer: 4 }), 'mean');
    expect([same.ratio, same.low, same.high]).toEqual([1.5, 1.5, 1.5]);
  });
});
