import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, type PolicyOptions } from '../../../src/renewal/policy/decide.ts';
import { type Span, spanLength } from '../../../src/renewal/policy/duration.ts';
import { nextOpening, parseWindow } from '../../../src/renewal/policy/window.ts';

const DAY = 864e5;
const at = (text: string) => new Date(text);
const days = (from: string, count: number) => ({
  notBefore: at(from),
  notAfter: new Date(at(from).getTime() + count * DAY),
});
const window = (text: string) => parseWindow(text, 'UTC')!;

describe('decide', () => {
  const year = days('2026-01-01T00:00Z', 360);
  it.each<[string, Parameters<typeof decide>, Partial<ReturnType<typeof decide>>]>([
    [
      'fresh',
      [year, {}, at('2026-01-02T00:00Z')],
      { due: false, reason: 'not-yet', next: at('2026-08-29T00:00Z'), rule: 'two-thirds' },
    ],
    ['a millisecond before two thirds', [year, {}, at('2026-08-28T23:59:59.999Z')], { due: false }],
    ['two thirds', [year, {}, at('2026-08-29T00:00Z')], { due: true, reason: 'lifetime' }],
    ['the last moment is not expired', [year, {}, year.notAfter], { due: true, reason: 'lifetime' }],
    ['expired', [year, {}, new Date(year.notAfter.getTime() + 1)], { due: true, reason: 'expired' }],
    ['from the future', [year, {}, at('2025-12-31T00:00Z')], { due: false, reason: 'not-yet-valid' }],
    ['ten days: half', [days('2026-01-01T00:00Z', 10), {}, at('2026-01-06T00:00Z')], { due: true, rule: 'half' }],
    [
      'just more than ten days: two thirds',
      [days('2026-01-01T00:00Z', 10.001), {}, at('2026-01-06T12:00Z')],
      { due: false, rule: 'two-thirds' },
    ],
    [
      'over a leap day',
      [days('2028-02-01T00:00Z', 60), {}, at('2028-02-29T00:00Z')],
      { due: false, next: at('2028-03-12T00:00Z') },
    ],
    [
      '--before 30d, not yet',
      [year, { before: { ms: 30 * DAY } }, at('2026-11-26T23:59Z')],
      { due: false, rule: 'before' },
    ],
    ['--before 30d', [year, { before: { ms: 30 * DAY } }, at('2026-11-27T00:00Z')], { due: true, reason: 'before' }],
    ['--before 25%', [year, { before: { percent: 25 } }, at('2026-09-28T00:00Z')], { due: true, reason: 'before' }],
    [
      '--before more than the lifetime is limited',
      [days('2026-01-01T00:00Z', 30), { before: { ms: 30 * DAY } }, at('2026-01-02T00:00Z')],
      { due: false, rule: 'before-limited', next: at('2026-01-11T00:00Z') },
    ],
    [
      'backdated by its CA and put in place just now',
      [{ ...days('2026-01-01T00:00Z', 2), installedAt: at('2026-01-02T12:00Z') }, {}, at('2026-01-02T12:00Z')],
      { due: false, next: at('2026-01-02T18:00Z') },
    ],
    [
      'an installation behind the expiry counts for nothing',
      [{ ...days('2026-01-01T00:00Z', 2), installedAt: at('2027-01-01T00:00Z') }, {}, at('2026-01-01T12:00Z')],
      { due: false, dueAt: at('2026-01-02T00:00Z') },
    ],
    ['jitter: earlier', [year, { jitter: { ms: 10 * DAY }, seed: 0.5 }, at('2026-08-24T00:00Z')], { due: true }],
    [
      'waits for the window',
      [year, { windows: [window('Sat 02:00-05:00')] }, at('2026-09-01T00:00Z')],
      { due: false, reason: 'waiting-for-window', next: at('2026-09-05T02:00Z') },
    ],
    [
      'in the window',
      [year, { windows: [window('Sat 02:00-05:00')] }, at('2026-09-05T03:00Z')],
      { due: true, reason: 'window-open' },
    ],
    [
      'before it is due, the window behind that time',
      [year, { windows: [window('Sat 02:00-05:00')] }, at('2026-05-01T00:00Z')],
      { due: false, reason: 'not-yet', next: at('2026-08-29T02:00Z') },
    ],
    [
      'no window is left',
      [year, { windows: [window('Sat 02:00-05:00')] }, at('2026-12-26T05:00Z')],
      { due: true, reason: 'no-window-left' },
    ],
    [
      'expired, outside the window',
      [year, { windows: [window('Sat 02:00-05:00')] }, at('2026-12-28T00:00Z')],
      { due: true, reason: 'expired' },
    ],
    [
      'a window that opens minutes before expiry is too late',
      [
        { notBefore: at('2026-01-01T00:00Z'), notAfter: at('2026-01-03T02:10Z') },
        { windows: [window('Sat 02:00-05:00')] },
        at('2026-01-02T20:00Z'),
      ],
      { due: true, reason: 'no-window-left' },
    ],
  ])('%s', (_name, args, expected) => expect(decide(...args)).toMatchObject(expected));

  const span = fc.oneof(
    fc.integer({ min: 1, max: 400 * DAY }).map((ms): Span => ({ ms })),
    fc.double({ min: 0.1, max: 99.9, noNaN: true }).map((percent): Span => ({ percent })),
  );
  const zones = fc.constantFrom('UTC', 'Europe/Madrid', 'America/Bogota', 'America/New_York', 'Australia/Lord_Howe');
  const minutes = fc.integer({ min: 0, max: 1439 });
  const anyWindow = fc.record({
    days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
    from: minutes,
    to: minutes,
    zone: zones,
  });
  const options: fc.Arbitrary<PolicyOptions> = fc.record(
    {
      before: span,
      jitter: span,
      seed: fc.double({ min: 0, max: 0.999, noNaN: true }),
      windows: fc.array(anyWindow, { maxLength: 3 }),
    },
    { requiredKeys: [] },
  );
  // Three years with a leap day and six changes of the clocks.
  const start = fc.date({ min: at('2026-01-01T00:00Z'), max: at('2028-12-31T00:00Z'), noInvalidDate: true });
  const length = fc.oneof(fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: 60_000, max: 400 * DAY }));
  const certificate = fc.record({ start, length, backdated: fc.integer({ min: 0, max: 3 * DAY }) }).map((made) => ({
    notBefore: new Date(made.start.getTime() - made.backdated),
    notAfter: new Date(made.start.getTime() + made.length),
    installedAt: made.start,
  }));

  it('never renews what was just put in place, whatever was asked for: no loop', () => {
    fc.assert(
      fc.property(certificate, options, (made, asked) => {
        const decision = decide(made, asked, made.installedAt);
        expect(decision.due && made.notAfter.getTime() - made.installedAt.getTime() > 2).toBe(false);
        // A third of what is left passes at least: n renewals take n lifetimes / 3, not an instant.
        const third = (made.notAfter.getTime() - made.installedAt.getTime()) / 3;
        expect(decision.dueAt.getTime() - made.installedAt.getTime()).toBeGreaterThanOrEqual(Math.floor(third) - 1);
      }),
      { numRuns: 2000 },
    );
  });

  it('is renewed before it expires by whoever looks at the time that it names', () => {
    fc.assert(
      fc.property(certificate, options, fc.double({ min: 0, max: 1.1, noNaN: true }), (made, asked, share) => {
        const now = new Date(made.notBefore.getTime() + share * (made.notAfter.getTime() - made.notBefore.getTime()));
        const decision = decide(made, asked, now);
        if (decision.due) {
          expect(decision.next).toEqual(now);
          return;
        }
        expect(decision.next > now).toBe(true);
        expect(decision.next <= made.notAfter).toBe(true);
        expect(decide(made, asked, decision.next)).toMatchObject({ due: true });
      }),
      { numRuns: 2000 },
    );
  });

  it('is never later than it should be: past its time it waits for nothing but a window that opens in time', () => {
    fc.assert(
      fc.property(certificate, options, fc.double({ min: 0, max: 1, noNaN: true }), (made, asked, share) => {
        const { dueAt } = decide(made, asked, made.installedAt);
        const now = new Date(dueAt.getTime() + share * (made.notAfter.getTime() - dueAt.getTime()));
        const real = made.notAfter.getTime() - made.installedAt.getTime();
        const rule = asked.before ? spanLength(asked.before, real) : real / (real <= 10 * DAY ? 2 : 3);
        const limit = Math.max(made.notAfter.getTime() - rule, made.installedAt.getTime() + real / 3);
        expect(dueAt.getTime()).toBeLessThanOrEqual(limit);
        const decision = decide(made, asked, now);
        if (decision.due) return;
        const opening = nextOpening(asked.windows ?? [], now);
        expect(opening?.from).toEqual(decision.next);
        expect(opening!.from > now && opening!.from < made.notAfter).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('renews inside a window whenever it does not say that none is left', () => {
    fc.assert(
      fc.property(certificate, options, fc.double({ min: 0, max: 1, noNaN: true }), (made, asked, share) => {
        const now = new Date(made.notBefore.getTime() + share * (made.notAfter.getTime() - made.notBefore.getTime()));
        const decision = decide(made, asked, now);
        if (!decision.due || (asked.windows ?? []).length === 0) return;
        const opening = nextOpening(asked.windows!, now);
        const open = opening !== undefined && opening.from <= now && now < opening.to;
        expect(
          open ? decision.reason !== 'no-window-left' : ['no-window-left', 'expired'].includes(decision.reason),
        ).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('counts the days of a window by the calendar of its zone', () => {
    fc.assert(
      fc.property(anyWindow, start, (asked, now) => {
        const opening = nextOpening([asked], now);
        if (opening === undefined) return;
        const shown = (time: Date) =>
          new Intl.DateTimeFormat('en-GB', {
            timeZone: asked.zone,
            weekday: 'short',
            hour: '2-digit',
            minute: '2-digit',
          }).format(time);
        const wanted = `${String(Math.floor(asked.from / 60)).padStart(2, '0')}:${String(asked.from % 60).padStart(2, '0')}`;
        const text = shown(opening.from);
        // At a jump of the clocks the window opens when they have jumped; on all other days to the minute.
        if (!text.endsWith(wanted)) {
          const before = shown(new Date(opening.from.getTime() - 60_000)).slice(-5);
          expect(before < wanted && wanted < text.slice(-5)).toBe(true);
        }
        expect(asked.days.map((day) => ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][day])).toContain(
          text.slice(0, 3),
        );
      }),
      { numRuns: 1000 },
    );
  });
});
