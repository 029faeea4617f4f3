import type { DerCursor } from './cursor.ts';
import { DerError } from './error.ts';
import { Tag } from './tags.ts';

/** A moment as written: RFC 5280 4.1.2.5 allows only `YYMMDDHHMMSSZ` and `YYYYMMDDHHMMSSZ`. */
export interface Asn1Time {
  readonly date: Date;
  readonly encoding: 'UTCTime' | 'GeneralizedTime';
}

/** UTCTime or GeneralizedTime of the element just read. Years 50 to 99 of a UTCTime are 1950 to 1999. */
export function timeValue(c: DerCursor): Asn1Time {
  const { tag, bytes, valueStart, valueEnd } = c;
  const utc = tag === Tag.utcTime;
  if (!utc && tag !== Tag.generalizedTime) throw new DerError('unexpected-tag', c.start);
  const digits = utc ? 12 : 14;
  if (valueEnd - valueStart !== digits + 1 || bytes[valueEnd - 1] !== 0x5a) throw looseTimeFault(c);
  const pair = (at: number): number => {
    const high = bytes[at]! - 48;
    const low = bytes[at + 1]! - 48;
    if (high < 0 || high > 9 || low < 0 || low > 9) throw new DerError('time-malformed', c.start);
    return high * 10 + low;
  };
  let at = valueStart;
  let year: number;
  if (utc) {
    year = pair(at);
    year += year >= 50 ? 1900 : 2000;
    at += 2;
  } else {
    year = pair(at) * 100 + pair(at + 2);
    at += 4;
  }
  const month = pair(at);
  const day = pair(at + 2);
  const hour = pair(at + 4);
  const minute = pair(at + 6);
  const second = pair(at + 8);
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || hour > 23 || minute > 59 || second > 59) {
    throw new DerError('time-malformed', c.start);
  }
  const date = new Date(Date.UTC(2000, month - 1, day, hour, minute, second));
  date.setUTCFullYear(year, month - 1, day);
  return { date, encoding: utc ? 'UTCTime' : 'GeneralizedTime' };
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const LOOSE = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})?(\d{2})?(?:[.,](\d{1,9}))?(Z|[+-]\d{4})?$/;

/** The moment that a time with a zone, a fraction or no seconds stands for: legal BER, forbidden by RFC 5280. */
export function looseTime(c: DerCursor): Date | undefined {
  const text = c.bytes.toString('latin1', c.valueStart, Math.min(c.valueEnd, c.valueStart + 40));
  const match = LOOSE.exec(text);
  if (!match || (c.tag === Tag.utcTime) !== (match[1]!.length === 2)) return undefined;
  const [, y, mo, d, h, mi = '00', s = '00', , zone = 'Z'] = match;
  const year = c.tag === Tag.utcTime ? (Number(y) >= 50 ? `19${y}` : `20${y}`) : y;
  const offset = zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const date = new Date(`${year}-${mo}-${d}T${h}:${mi}:${s}${offset}`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function looseTimeFault(c: DerCursor): DerError {
  return new DerError(looseTime(c) ? 'time-not-der' : 'time-malformed', c.start);
}
