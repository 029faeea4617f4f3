import { describe, expect, it } from 'vitest';
import { nextOpening, parseWindow } from '../../../src/renewal/policy/window.ts';

const opening = (text: string, after: string) => {
  const found = nextOpening([parseWindow(text, 'UTC')!], new Date(after));
  return found && [found.from.toISOString().slice(0, 16), found.to.toISOString().slice(0, 16)];
};

describe('parseWindow', () => {
  it.each([
    ['Sat 02:00-05:00', { days: [6], from: 120, to: 300, zone: 'UTC' }],
    ['mon-fri 22:00-02:00', { days: [1, 2, 3, 4, 5], from: 1320, to: 120, zone: 'UTC' }],
    ['Fri-Mon 1:00-2:00 Europe/Madrid', { days: [0, 1, 5, 6], from: 60, to: 120, zone: 'Europe/Madrid' }],
    ['Saturday,Sunday 00:00-24:00', { days: [0, 6], from: 0, to: 1440, zone: 'UTC' }],
    ['daily 03:00–04:00', { days: [0, 1, 2, 3, 4, 5, 6], from: 180, to: 240, zone: 'UTC' }],
  ])('%s', (text, window) => expect(parseWindow(text, 'UTC')).toEqual(window));

  it.each([
    '',
    'Sat',
    '02:00-05:00',
    'Sat 25:00-26:00',
    'Sat 02:60-03:00',
    'Sat 24:00-02:00',
    'Sat 02:00-05:00 Mars/Olympus',
    'Foo 02:00-05:00',
    'Sat- 02:00-05:00',
    'Sat-Sun-Mon 02:00-05:00',
    'Sat 02:00-05:00 UTC extra',
  ])('refuses "%s"', (text) => expect(parseWindow(text, 'UTC')).toBeUndefined());
});

describe('nextOpening', () => {
  it.each([
    // 2026-11-21 is a Saturday.
    ['the opening that is under way', 'Sat 02:00-05:00', '2026-11-21T03:00Z', '2026-11-21T02:00', '2026-11-21T05:00'],
    ['its end is outside', 'Sat 02:00-05:00', '2026-11-21T05:00Z', '2026-11-28T02:00', '2026-11-28T05:00'],
    ['later in the week', 'Sat 02:00-05:00', '2026-11-22T12:00Z', '2026-11-28T02:00', '2026-11-28T05:00'],
    ['across midnight', 'Fri 22:00-02:00', '2026-11-21T01:00Z', '2026-11-20T22:00', '2026-11-21T02:00'],
    ['a leap day', 'Tue 02:00-05:00', '2028-02-28T12:00Z', '2028-02-29T02:00', '2028-02-29T05:00'],
    ['over the end of a year', 'daily 23:00-01:00', '2026-12-31T23:30Z', '2026-12-31T23:00', '2027-01-01T01:00'],
    ['zone ahead of UTC', 'Sat 02:00-05:00 Asia/Kolkata', '2026-11-20T00:00Z', '2026-11-20T20:30', '2026-11-20T23:30'],
    ['zone behind UTC', 'Sat 20:00-21:00 America/Bogota', '2026-11-20T00:00Z', '2026-11-22T01:00', '2026-11-22T02:00'],
    [
      'clocks forward inside',
      'Sun 01:00-04:00 Europe/Madrid',
      '2026-03-28T12:00Z',
      '2026-03-29T00:00',
      '2026-03-29T02:00',
    ],
    [
      'begins in the hour that is skipped',
      'Sun 02:30-04:00 Europe/Madrid',
      '2026-03-28T12:00Z',
      '2026-03-29T01:00',
      '2026-03-29T02:00',
    ],
    [
      'lies in the hour that is skipped',
      'Sun 02:10-02:50 Europe/Madrid',
      '2026-03-28T12:00Z',
      '2026-04-05T00:10',
      '2026-04-05T00:50',
    ],
    [
      'clocks back inside',
      'Sun 02:30-02:45 Europe/Madrid',
      '2026-10-24T12:00Z',
      '2026-10-25T00:30',
      '2026-10-25T01:45',
    ],
    [
      'half an hour of saving',
      'Sun 01:00-03:00 Australia/Lord_Howe',
      '2026-10-03T00:00Z',
      '2026-10-03T14:30',
      '2026-10-03T16:00',
    ],
    [
      'a whole day that never was',
      'Fri 10:00-11:00 Pacific/Apia',
      '2011-12-29T00:00Z',
      '2012-01-05T20:00',
      '2012-01-05T21:00',
    ],
  ])('%s', (_name, window, after, from, to) => expect(opening(window, after)).toEqual([from, to]));

  it('takes the earliest of several', () => {
    const windows = ['Sat 02:00-05:00', 'Wed 02:00-05:00'].map((text) => parseWindow(text, 'UTC')!);
    expect(nextOpening(windows, new Date('2026-11-22T00:00Z'))?.from).toEqual(new Date('2026-11-25T02:00Z'));
    expect(nextOpening([], new Date())).toBeUndefined();
  });
});
