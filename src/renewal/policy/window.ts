import { addDays, dayIn, instantOf, isTimeZone, weekday } from './zone.ts';

/** A maintenance window that comes back on days of the week. */
export interface Window {
  /** 0 for Sunday; the days on which it opens. */
  readonly days: readonly number[];
  /** Minutes since midnight. */
  readonly from: number;
  /** Minutes since midnight; at or before `from` it is on the next day. */
  readonly to: number;
  /** IANA name. */
  readonly zone: string;
}

/** One time that a window is open: `from` inclusive, `to` exclusive. */
export interface Opening {
  readonly from: Date;
  readonly to: Date;
}

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/**
 * Reads a window: `Sat 02:00-05:00`, `Mon-Fri 22:00-02:00`, `Sat,Sun 00:00-24:00 Europe/Madrid`, `daily 03:00-04:00`.
 * @param zone where the text names none
 * @returns undefined where the text is no window
 */
export function parseWindow(text: string, zone: string): Window | undefined {
  const match = /^\s*(\S+)\s+(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})(?:\s+(\S+))?\s*$/.exec(text);
  if (match === null) return undefined;
  const days = parseDays(match[1]!);
  const from = parseMinutes(match[2]!);
  const to = parseMinutes(match[3]!);
  const named = match[4] ?? zone;
  if (days === undefined || from === undefined || to === undefined || from === 1440 || !isTimeZone(named))
    return undefined;
  return { days, from, to, zone: named };
}

function parseDays(text: string): number[] | undefined {
  if (/^(daily|\*)$/i.test(text)) return [0, 1, 2, 3, 4, 5, 6];
  const days = new Set<number>();
  for (const part of text.toLowerCase().split(',')) {
    const [first, last = first, ...rest] = part.split('-').map((name) => DAYS.indexOf(name.slice(0, 3)));
    const known = /^[a-z]{3,9}(-[a-z]{3,9})?$/.test(part);
    if (!known || rest.length > 0 || first === undefined || first < 0 || last === undefined || last < 0)
      return undefined;
    for (let day = first; ; day = (day + 1) % 7) {
      days.add(day);
      if (day === last) break;
    }
  }
  return [...days].sort();
}

function parseMinutes(text: string): number | undefined {
  const [hours, minutes] = text.split(':').map(Number) as [number, number];
  const total = hours * 60 + minutes;
  return minutes < 60 && total <= 1440 ? total : undefined;
}

/**
 * The opening that holds `after`, or the first one behind it: of all windows, the one that opens first.
 * @returns undefined where none opens within two weeks (its hour never exists, or there are no windows)
 */
export function nextOpening(windows: readonly Window[], after: Date): Opening | undefined {
  let best: Opening | undefined;
  for (const window of windows) {
    const found = nextOf(window, after);
    if (found !== undefined && (best === undefined || found.from < best.from)) best = found;
  }
  return best;
}

function nextOf(window: Window, after: Date): Opening | undefined {
  const today = dayIn(window.zone, after);
  for (let offset = -2; offset <= 14; offset += 1) {
    const day = addDays(today, offset);
    if (!window.days.includes(weekday(day))) continue;
    const from = instantOf(day, window.from, window.zone, 'first');
    const last = window.to > window.from ? day : addDays(day, 1);
    const to = instantOf(last, window.to, window.zone, 'last');
    // A window that lies within the hour that a zone skips is not open on that day.
    if (to > after && to > from) return { from, to };
  }
  return undefined;
}
