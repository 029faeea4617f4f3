import { ALERTS } from '../tables/alerts.ts';

/** An alert (RFC 8446, section 6). */
export interface Alert {
  level: 'warning' | 'fatal' | 'unknown';
  number: number;
  /** The name that the RFC gives it. */
  name: string;
}

/** Reads an alert record's fragment; undefined unless it is exactly one alert in the clear. */
export function readAlert(fragment: Buffer): Alert | undefined {
  if (fragment.length !== 2) return undefined;
  const level = fragment[0] === 1 ? 'warning' : fragment[0] === 2 ? 'fatal' : 'unknown';
  return { level, number: fragment[1]!, name: ALERTS.nameOf(fragment[1]!) };
}
