import { describe, expect, it } from 'vitest';
import { parseDuration, parseSpan, spanLength } from '../../../src/renewal/policy/duration.ts';

describe('parseDuration', () => {
  it.each([
    ['30d', 30 * 864e5],
    ['12h', 12 * 36e5],
    ['1d12h', 36 * 36e5],
    ['90m', 90 * 6e4],
    ['45s', 45e3],
    [' 2W ', 14 * 864e5],
  ])('%s', (text, ms) => expect(parseDuration(text)).toBe(ms));

  it.each(['', '30', 'd', '0d', '-1d', '1.5d', '30 d', '101y', '99999999w', 'NaNd', '1d12'])('refuses "%s"', (text) =>
    expect(parseDuration(text)).toBeUndefined(),
  );
});

describe('parseSpan', () => {
  it.each([
    ['33%', { percent: 33 }],
    ['12.5 %', { percent: 12.5 }],
    ['30d', { ms: 30 * 864e5 }],
  ])('%s', (text, span) => expect(parseSpan(text)).toEqual(span));

  it.each(['0%', '100%', '-5%', '%', '33', '33%d'])('refuses "%s"', (text) => expect(parseSpan(text)).toBeUndefined());

  it('is a length of a lifetime', () => {
    expect(spanLength({ percent: 25 }, 1000)).toBe(250);
    expect(spanLength({ ms: 30 }, 1000)).toBe(30);
  });
});
