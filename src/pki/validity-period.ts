import { AppError } from '../errors/app-error.ts';
import type { Profile } from './profile.ts';

/** Seconds in a day of a certificate's life; leap seconds do not count (RFC 5280 4.1.2.5 knows none). */
export const DAY_SECONDS = 86_400;
/** The longest life that `--days` gives: a hundred years. */
export const MAX_DAYS = 36_500;
/** How long before now a new certificate begins, for clocks that lag behind ours. */
const BACKDATE_MS = 30_000;

/** What was asked for of a certificate's life. */
export interface ValidityRequest {
  readonly now: Date;
  readonly days?: number | undefined;
  readonly notBefore?: Date | undefined;
  readonly notAfter?: Date | undefined;
}

/** A certificate's life; both ends are inclusive (RFC 5280 4.1.2.5). */
export interface ValidityPeriod {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/**
 * Reads a number of days.
 * @throws AppError ERR_DAYS for anything but a whole number from 1 to `MAX_DAYS`
 */
export function parseDays(text: string): number {
  const days = /^\d{1,6}$/.test(text.trim()) ? Number(text) : 0;
  if (days < 1 || days > MAX_DAYS) throw new AppError('ERR_DAYS', { days: text.slice(0, 40), min: 1, max: MAX_DAYS });
  return days;
}

/**
 * Works out a certificate's life: N days are N times 86,400 seconds less one, because the last second counts; it begins half
 * a minute ago.
 * @throws AppError ERR_VALIDITY_ORDER, ERR_VALIDITY_RANGE, ERR_VALIDITY_TOO_LONG
 */
export function validityPeriod(request: ValidityRequest, profile: Profile): ValidityPeriod {
  const notBefore = wholeSeconds(request.notBefore ?? new Date(request.now.getTime() - BACKDATE_MS));
  const days = request.days ?? profile.validity.days;
  const notAfter = wholeSeconds(request.notAfter ?? new Date(notBefore.getTime() + (days * DAY_SECONDS - 1) * 1000));
  for (const time of [notBefore, notAfter]) checkRange(time);
  if (notAfter <= notBefore) {
    throw new AppError('ERR_VALIDITY_ORDER', { notBefore: isoSeconds(notBefore), notAfter: isoSeconds(notAfter) });
  }
  const seconds = (notAfter.getTime() - notBefore.getTime()) / 1000 + 1;
  const max = profile.validity.maxDays;
  if (seconds > max * DAY_SECONDS) throw new AppError('ERR_VALIDITY_TOO_LONG', { profile: profile.name, max });
  return { notBefore, notAfter };
}

/** A point in time as ISO 8601 in UTC, to the second. */
export function isoSeconds(time: Date): string {
  return `${time.toISOString().slice(0, -5)}Z`;
}

function wholeSeconds(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1000) * 1000);
}

function checkRange(time: Date): void {
  const year = time.getUTCFullYear();
  if (Number.isNaN(year) || year < 1950 || year > 9999) {
    throw new AppError('ERR_VALIDITY_RANGE', { time: Number.isNaN(year) ? '?' : time.toISOString() });
  }
}
