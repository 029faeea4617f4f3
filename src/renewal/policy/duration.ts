/** How long before expiry, or how much of the lifetime. */
export type Span = { readonly ms: number } | { readonly percent: number };

const UNITS: Readonly<Record<string, number>> = { s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 6048e5 };

/**
 * Reads a length of time: `30d`, `12h`, `90m`, `45s`, `2w`, or parts together (`1d12h`).
 * @returns milliseconds; undefined where the text is none, is zero, or is longer than a hundred years
 */
export function parseDuration(text: string): number | undefined {
  const compact = text.trim().toLowerCase();
  if (!/^(\d{1,9}[smhdw])+$/.test(compact)) return undefined;
  let ms = 0;
  for (const [, count, unit] of compact.matchAll(/(\d+)([smhdw])/g)) ms += Number(count) * (UNITS[unit!] as number);
  return ms > 0 && ms <= 36525 * 864e5 ? ms : undefined;
}

/** Reads a length of time, or a share of the lifetime: `33%` (more than 0, less than 100). */
export function parseSpan(text: string): Span | undefined {
  const percent = /^\s*(\d{1,2}(?:\.\d{1,3})?)\s*%\s*$/.exec(text)?.[1];
  if (percent !== undefined) return Number(percent) > 0 ? { percent: Number(percent) } : undefined;
  const ms = parseDuration(text);
  return ms === undefined ? undefined : { ms };
}

/** The length of a span for one lifetime, in milliseconds. */
export function spanLength(span: Span, lifetimeMs: number): number {
  return 'ms' in span ? span.ms : (lifetimeMs * span.percent) / 100;
}
