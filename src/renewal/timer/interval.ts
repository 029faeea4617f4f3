import type { Window } from '../policy/window.ts';

/** Minutes that divide an hour. */
export type Interval = 5 | 10 | 15 | 30 | 60;

const INTERVALS: readonly Interval[] = [60, 30, 15, 10, 5];
const HOUR_MS = 3_600_000;

/**
 * How often to look: once an hour, unless a window is so short, or a certificate's life, that an hour would miss it.
 * @param lifetimes of the certificates, in milliseconds
 */
export function intervalFor(windows: readonly Window[], lifetimes: readonly number[]): Interval {
  const lengths = windows.map(({ from, to }) => (to > from ? to - from : to + 1440 - from) * 60_000);
  // Twice in each window, twenty times in each life.
  const limit = Math.min(HOUR_MS, ...lengths.map((ms) => ms / 2), ...lifetimes.map((ms) => ms / 20));
  return INTERVALS.find((minutes) => minutes * 60_000 <= limit) ?? 5;
}
