/** A day of the calendar: no time, no zone. Month 1 to 12. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAY_MS = 864e5;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US-u-ca-iso8601-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

/** Whether this runtime knows a time zone by that name (IANA database). */
export function isTimeZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** The zone of this machine. */
export function localTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The wall clock of a zone at an instant, as if it were UTC, in milliseconds. */
function wallClock(instant: number, zone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(instant)) parts[type] = Number(value);
  const { year, month, day, hour, minute, second } = parts as Record<string, number>;
  const milliseconds = ((instant % 1000) + 1000) % 1000;
  return Date.UTC(year!, month! - 1, day!, hour!, minute!, second!) + milliseconds;
}

/** The day that an instant falls on in a zone. */
export function dayIn(zone: string, instant: Date): CalendarDay {
  const wall = new Date(wallClock(instant.getTime(), zone));
  return { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate() };
}

/** The day `count` days on, by the calendar (leap days and ends of months included). */
export function addDays(day: CalendarDay, count: number): CalendarDay {
  const moved = new Date(Date.UTC(day.year, day.month - 1, day.day + count));
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
}

/** The day of the week, 0 for Sunday. */
export function weekday(day: CalendarDay): number {
  return new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay();
}

/**
 * The instant at which the clocks of a zone show a time of a day. Where they show it twice (they were put back) `which`
 * chooses; where they never show it (they were put forward) it is the moment at which they jumped.
 * @param minutes minutes since midnight; 1440 is the midnight that ends the day
 */
export function instantOf(day: CalendarDay, minutes: number, zone: string, which: 'first' | 'last'): Date {
  const wall = Date.UTC(day.year, day.month - 1, day.day) + minutes * 6e4;
  // The offsets in force a day before and after are the only two that can apply, one change a day being the most there is.
  const offsets = [wall - DAY_MS, wall + DAY_MS].map((instant) => wallClock(instant, zone) - instant);
  const matches = offsets.map((offset) => wall - offset).filter((instant) => wallClock(instant, zone) === wall);
  if (matches.length > 0) return new Date(which === 'first' ? Math.min(...matches) : Math.max(...matches));
  return new Date(jump(Math.min(...offsets.map((offset) => wall - offset)) - DAY_MS, wall, zone));
}

/** The first instant after `from` at which the wall clock shows `wall` or later. */
function jump(from: number, wall: number, zone: string): number {
  let low = from;
  let high = from + 3 * DAY_MS;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (wallClock(middle, zone) >= wall) high = middle;
    else low = middle;
  }
  return high;
}
