import { KEY_PURPOSES } from '../../pki/oids/key-purposes.ts';
import type { Certificate } from '../../pki/parse/index.ts';
import type { Difference } from './difference.ts';

const DAY_MS = 864e5;
/** Apple, "Requirements for trusted certificates in iOS 13 and macOS 10.15", for private CAs too. */
const SERVER_MAX_DAYS = 825;

/** How long the new certificate lives. */
export interface PlannedLifetime {
  /** From the first valid second to the last, both counted. */
  readonly ms: number;
  readonly differences: readonly Difference[];
}

/**
 * The lifetime of the new certificate: that of the old one, unless `days` says otherwise or it is longer than a server's may
 * be.
 */
export function plannedLifetime(old: Certificate, days: number | undefined): PlannedLifetime {
  const { notBefore, notAfter } = old.validity;
  const inclusive = notAfter.getTime() - notBefore.getTime() + 1000;
  // OpenSSL's days are a second too long: a limit in days counts that second as a day more.
  const before = inclusive % DAY_MS === 1000 ? inclusive - 1000 : inclusive;
  if (days !== undefined) {
    const differs = Math.abs(days * DAY_MS - before) > 1000;
    const params = { from: roundDays(before), to: days };
    return { ms: days * DAY_MS, differences: differs ? [{ code: 'lifetime-set', params }] : [] };
  }
  if (isServer(old) && before > SERVER_MAX_DAYS * DAY_MS) {
    const params = { from: roundDays(before), to: SERVER_MAX_DAYS };
    return { ms: SERVER_MAX_DAYS * DAY_MS, differences: [{ code: 'lifetime-shortened', params }] };
  }
  return { ms: before, differences: [] };
}

function isServer(old: Certificate): boolean {
  if (old.basicConstraints?.ca === true) return false;
  const purposes = old.extendedKeyUsage;
  return purposes === undefined || purposes.includes(KEY_PURPOSES.serverAuth);
}

function roundDays(ms: number): number {
  return Math.round((ms / DAY_MS) * 100) / 100;
}
