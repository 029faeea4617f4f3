import type { Entry } from '../../../doctor/evidence.ts';
import type { DoctorResult } from '../result.ts';

export type Lane = 'dns' | 'tcp' | 'tls' | 'app' | 'other';

/** One observation on the time line, in milliseconds from the beginning of the diagnosis. */
export interface Bar {
  /** The stored key of the evidence. */
  readonly key: string;
  readonly lane: Lane;
  readonly startMs: number;
  /** The whole observation, our own work in it. */
  readonly ms: number;
  /** The part of it that was spent on the wire, where it was measured. */
  readonly measuredMs: number | null;
  /** Why it failed; null where it did not. */
  readonly failure: string | null;
}

/** The bars that belong together: those of one address, of the name, or of what was only done to compare. */
export interface BarGroup {
  readonly of: 'name' | 'address' | 'compare';
  /** The address; empty for the others. */
  readonly address: string;
  readonly bars: readonly Bar[];
}

export interface Waterfall {
  readonly totalMs: number;
  readonly groups: readonly BarGroup[];
  /** Bars that are not in the picture. */
  readonly leftOut: number;
}

/** More rows than this are no picture any more. */
const MOST_BARS = 60;

const COMPARISONS =
  /^(tcp\.(control|udp|vigil|loopback|egress|idle)|tls\.(hello|version|sni|tiny|neighbour)|peer\.|cert\.peer|control\.|dns\.(elsewhere|root|unchecked|tcp)|local\.(proxy|clock|sandbox|elsewhere))/;
const LANES: Readonly<Record<string, Lane>> = {
  dns: 'dns',
  tcp: 'tcp',
  tls: 'tls',
  peer: 'tls',
  cert: 'tls',
  chat: 'app',
};

/** Lays the evidence of a diagnosis out in time: the name first, then each address, then what was done to compare. */
export function waterfall({ evidence, timing }: DoctorResult): Waterfall {
  const moments = Object.values(evidence).map(({ startedAt }) => Date.parse(startedAt));
  const origin = Math.min(...moments.filter(Number.isFinite));
  const placed = Object.entries(evidence)
    .flatMap(([key, entry]) => barOf(key, entry, origin, evidence))
    .sort((a, b) => a.bar.startMs - b.bar.startMs);
  const shown = placed.slice(0, MOST_BARS);
  const groups = new Map<string, BarGroup & { bars: Bar[] }>();
  for (const { of, address, bar } of shown) {
    const id = `${of} ${address}`;
    const group = groups.get(id) ?? { of, address, bars: [] };
    group.bars.push(bar);
    groups.set(id, group);
  }
  const order = ['name', 'address', 'compare'];
  const end = Math.max(...shown.map(({ bar }) => bar.startMs + bar.ms), timing.totalMs ?? 0, 1);
  return {
    totalMs: end,
    groups: [...groups.values()].sort((a, b) => order.indexOf(a.of) - order.indexOf(b.of)),
    leftOut: placed.length - shown.length,
  };
}

type Placed = Pick<BarGroup, 'of' | 'address'> & { readonly bar: Bar };

function barOf(key: string, entry: Entry, origin: number, evidence: DoctorResult['evidence']): readonly Placed[] {
  if (entry.state === 'blocked') return [];
  const place = placeOf(key, entry, evidence);
  if (place === undefined) return [];
  const startMs = Date.parse(entry.startedAt) - origin;
  if (!Number.isFinite(startMs)) return [];
  const failure = entry.state === 'failed' ? entry.failure.code : null;
  const lane = LANES[key.split('.')[0] ?? ''] ?? 'other';
  return [{ ...place, bar: { key, lane, startMs, ms: entry.ms, measuredMs: measured(entry), failure } }];
}

function placeOf(
  key: string,
  entry: Entry,
  evidence: DoctorResult['evidence'],
): Pick<BarGroup, 'of' | 'address'> | undefined {
  if (COMPARISONS.test(key)) return { of: 'compare', address: '' };
  if (/^dns\.(lookup|answer)/.test(key)) return { of: 'name', address: '' };
  const at = /^tcp\.(?:connect|retry)@(.+)$/.exec(key)?.[1];
  if (at !== undefined) return { of: 'address', address: at };
  if (key === 'tls.handshake' || key.startsWith('chat.'))
    return { of: 'address', address: addressIn(entry) ?? addressIn(evidence['tls.handshake']) ?? '' };
  return undefined;
}

function addressIn(entry: Entry | undefined): string | undefined {
  const told = (entry?.state === 'ok' ? entry.value : entry?.state === 'failed' ? entry.failure : {}) as {
    readonly address?: unknown;
  };
  return typeof told.address === 'string' ? told.address : undefined;
}

function measured(entry: Entry): number | null {
  if (entry.state !== 'ok') return null;
  const { connectMs, handshakeMs } = entry.value as { readonly connectMs?: unknown; readonly handshakeMs?: unknown };
  const ms = handshakeMs ?? connectMs;
  return typeof ms === 'number' ? Math.min(ms, entry.ms) : null;
}
