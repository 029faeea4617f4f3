const DAY_MS = 86_400_000;

/** From which issue date on a certificate may live so many days at most. */
interface Limit {
  readonly from: string;
  readonly days: number;
}

/** Public roots: CA/Browser Forum ballot SC-081v3, and Apple's 398 days of 2020. */
const PUBLIC: readonly Limit[] = [
  { from: '2029-03-15', days: 47 },
  { from: '2027-03-15', days: 100 },
  { from: '2026-03-15', days: 200 },
  { from: '2020-09-01', days: 398 },
  { from: '2019-07-01', days: 825 },
];
/** Apple asks this of every server's certificate, those of private roots as well. */
const PRIVATE: readonly Limit[] = [{ from: '2019-07-01', days: 825 }];

/** How long a certificate lives, in days (any second more is another day, RFC 5280 4.1.2.5), and how long it may. */
export function lifetime(
  { notBefore, notAfter }: { readonly notBefore: string; readonly notAfter: string },
  publicRoot: boolean,
): { readonly days: number; readonly limit: number } {
  const days = Math.ceil((Date.parse(notAfter) - Date.parse(notBefore) + 1000) / DAY_MS);
  const limit = (publicRoot ? PUBLIC : PRIVATE).find(({ from }) => notBefore >= from)?.days;
  return { days, limit: limit ?? Number.POSITIVE_INFINITY };
}
