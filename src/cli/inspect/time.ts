import type { InspectTexts } from './texts.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A point in time for people: `2026-11-22 10:00:00 UTC`. */
export function utc(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** A span of time in its largest fitting unit. */
export function span(ms: number, t: InspectTexts): string {
  if (ms >= 2 * DAY) return t('value.days', { n: Math.floor(ms / DAY) });
  if (ms >= 2 * HOUR) return t('value.hours', { n: Math.floor(ms / HOUR) });
  return t('value.minutes', { n: Math.max(0, Math.floor(ms / MINUTE)) });
}

/** Both ends of a validity, its length, and where `now` stands in it. */
export function validity(notBefore: Date, notAfter: Date, now: Date, t: InspectTexts): string {
  if (Number.isNaN(notBefore.getTime()) || Number.isNaN(notAfter.getTime())) return t('value.unreadableTime');
  // Both ends belong to the validity (RFC 5280 4.1.2.5): a year that ends a second early is still a year.
  const days = Math.ceil((notAfter.getTime() - notBefore.getTime()) / DAY);
  const whole = t('value.valid', { from: utc(notBefore), to: utc(notAfter), days });
  if (now > notAfter) return `${whole}; ${t('value.expired', { ago: span(now.getTime() - notAfter.getTime(), t) })}`;
  if (now < notBefore) return `${whole}; ${t('value.notYet', { from: utc(notBefore) })}`;
  return `${whole}; ${t('value.expiresIn', { left: span(notAfter.getTime() - now.getTime(), t) })}`;
}
