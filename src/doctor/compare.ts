import { RULES } from './compare/rules.ts';
import { addressesOf, leafOf, type Side, seen } from './compare/side.ts';
import type { Entry } from './evidence.ts';

export type { Side } from './compare/side.ts';

/** One thing that is not as it was: texts without language, empty for what was not there. */
export interface Change {
  readonly what: 'status' | 'cause' | 'evidence' | 'addresses' | 'certificate' | 'server' | 'time';
  /** The stored key of the evidence, for `evidence` and `time`. */
  readonly key?: string;
  readonly before: string;
  readonly now: string;
}

/** What two diagnoses decide together: a key of the comparison's texts, and its values. */
export interface Conclusion {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/** What changed between two diagnoses, and what that decides. */
export interface Comparison {
  readonly changes: readonly Change[];
  readonly conclusions: readonly Conclusion[];
}

/** A time must be so many times as long as the other one, and so many milliseconds longer, to be no noise. */
const TIMES = 3;
const LEAST_MS = 50;

/** Compares an earlier diagnosis with one of now; pure. */
export function compare(before: Side, now: Side): Comparison {
  const disguised = before.scrubbed || now.scrubbed;
  const conclusions: Conclusion[] = [];
  for (const { id, run, byName, final } of RULES) {
    const params = byName && disguised ? null : run(before, now);
    if (params === null) continue;
    conclusions.push({ code: id, params });
    if (final) break;
  }
  return { changes: changesOf(before, now, disguised), conclusions };
}

function changesOf(before: Side, now: Side, disguised: boolean): Change[] {
  const [a, b] = [before.diagnosis.verdict, now.diagnosis.verdict];
  const byName: Change[] = [
    { what: 'addresses', before: addressesOf(before).join(' '), now: addressesOf(now).join(' ') },
    { what: 'certificate', before: leafOf(before)?.fingerprint256 ?? '', now: leafOf(now)?.fingerprint256 ?? '' },
  ];
  const all: Change[] = [
    { what: 'status', before: a.status, now: b.status },
    { what: 'cause', before: a.cause ?? '', now: b.cause ?? '' },
    ...(disguised ? [] : byName),
    { what: 'server', before: greetingOf(before), now: greetingOf(now) },
    ...evidenceChanges(before, now, disguised),
  ];
  return [...all.filter((change) => change.before !== change.now), ...timeChanges(before, now)];
}

/** The first line that the server says, as far as it says one. */
function greetingOf(side: Side): string {
  return (seen(side, 'tls.handshake')?.greeting ?? '').split(/\r?\n/)[0]?.slice(0, 80) ?? '';
}

/** Evidence that both gathered and that came out differently. */
function evidenceChanges(before: Side, now: Side, disguised: boolean): Change[] {
  const [a, b] = [before.diagnosis.store.toJSON(), now.diagnosis.store.toJSON()];
  return Object.keys(a)
    .filter((key) => key in b && !(disguised && key.includes('@')))
    .map((key) => ({ what: 'evidence' as const, key, before: stateOf(a[key]), now: stateOf(b[key]) }));
}

function stateOf(entry: Entry | undefined): string {
  if (entry === undefined) return '';
  return entry.state === 'failed' ? `failed ${entry.failure.code}` : entry.state;
}

function timeChanges(before: Side, now: Side): Change[] {
  const times = (side: Side) => ({
    'tcp.path': seen(side, 'tcp.path')?.connectMs,
    'tls.handshake': seen(side, 'tls.handshake')?.handshakeMs,
  });
  const [a, b] = [times(before), times(now)];
  return (['tcp.path', 'tls.handshake'] as const).flatMap((key): Change[] => {
    const [old, current] = [a[key], b[key]];
    if (old === undefined || current === undefined) return [];
    const [less, more] = [Math.min(old, current), Math.max(old, current)];
    if (more < less * TIMES || more - less < LEAST_MS) return [];
    return [{ what: 'time', key, before: `${Math.round(old)} ms`, now: `${Math.round(current)} ms` }];
  });
}
