/** Milliseconds for a person, in the manner of a language: two digits that count where they are few, none behind the point else. */
export function milliseconds(ms: number, language: string): string {
  const digits = ms < 1 ? 2 : ms < 10 ? 1 : 0;
  return new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(ms);
}

/** A number with at most three digits behind the point, for SVG and CSS, where no language matters. */
export function plain(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
