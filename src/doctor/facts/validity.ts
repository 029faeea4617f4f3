import type { CertificateFacts } from './certificate.ts';

const DAY_MS = 86_400_000;

/** Whole days from one ISO 8601 time to another, towards zero. */
export function daysBetween(from: string, to: string): number {
  return Math.trunc((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/**
 * When a certificate is due: at 2/3 of its life, or at half of it if that is 10 days or less (the rule of `renew`).
 */
export function dueAt({ notBefore, notAfter }: CertificateFacts): Date {
  const begin = Date.parse(notBefore);
  const life = Date.parse(notAfter) - begin;
  return new Date(begin + life * (life <= 10 * DAY_MS ? 1 / 2 : 2 / 3));
}
