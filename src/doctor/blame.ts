import { type Check, type Confidence, LAYERS, type Layer } from './check.ts';
import type { EvidenceKey, EvidenceStore } from './evidence.ts';
import type { Finding, Outcome } from './finding.ts';
import { rootOf } from './judge.ts';

export type Status = 'healthy' | 'degraded' | 'broken' | 'inconclusive';

/** What doctor concludes, free of language. */
export interface Verdict {
  readonly status: Status;
  /** The one finding that, once mended, makes the rest go away or become visible. */
  readonly cause: string | null;
  readonly layer: Layer | null;
  readonly confidence: Confidence;
  /** For `inconclusive`: the evidence that failed and that no finding accounts for. */
  readonly unexplained: readonly EvidenceKey[];
}

/** The outcomes with consequences folded into their cause, and the verdict. */
export interface Blame {
  readonly outcomes: readonly Outcome[];
  /** What stays, the cause first, what is suppressed last. */
  readonly findings: readonly Finding[];
  readonly verdict: Verdict;
}

type Found = Outcome & { readonly finding: Finding };

const CONFIDENCES: readonly Confidence[] = ['certain', 'likely', 'possible'];
const SEVERITIES = ['error', 'warning', 'info'] as const;

function isFound(outcome: Outcome): outcome is Found {
  return outcome.finding !== undefined;
}

function precedes(a: Found, b: Found): boolean {
  return a.check.precedes?.includes(b.check.id) ?? false;
}

/** The order in which findings are causes: severity, then what is more than a guess, then the lower layer, then what was declared. */
function byBlame(a: Found, b: Found): number {
  const guess = (found: Found) => (found.finding.confidence === 'possible' ? 1 : 0);
  return (
    SEVERITIES.indexOf(a.finding.severity) - SEVERITIES.indexOf(b.finding.severity) ||
    guess(a) - guess(b) ||
    LAYERS.indexOf(a.finding.layer) - LAYERS.indexOf(b.finding.layer) ||
    Number(precedes(b, a)) - Number(precedes(a, b)) ||
    CONFIDENCES.indexOf(a.finding.confidence) - CONFIDENCES.indexOf(b.finding.confidence) ||
    a.check.id.localeCompare(b.check.id)
  );
}

/** What a finding accounts for and what in fact failed. */
function accountsFor(found: Found, store: EvidenceStore): readonly EvidenceKey[] {
  return found.check.explains.filter((key) => store.states(key).some(([, entry]) => entry.state === 'failed'));
}

type Absorbs = (other: Found, found: Found) => boolean;

const declaredly: Absorbs = (other, found) => other.check.absorbs?.includes(found.check.id) ?? false;

/** A cause of a lower layer that already accounts for every failure that the other one accounts for. */
function fromBelow(store: EvidenceStore): Absorbs {
  return (other, found) => {
    const explained = accountsFor(found, store);
    const lower = LAYERS.indexOf(other.finding.layer) < LAYERS.indexOf(found.finding.layer);
    const enough = other.finding.severity === 'error' && other.finding.confidence !== 'possible';
    const covered = accountsFor(other, store);
    return lower && enough && explained.length > 0 && explained.every((key) => covered.includes(key));
  };
}

/**
 * Each finding that disappears, with the one behind which it does: one that declares so, else one from below. What
 * disappears behind the first cannot be what the first disappears behind: something always stays.
 */
function absorbers(all: readonly Found[], store: EvidenceStore): ReadonlyMap<Found, Found> {
  const behind = new Map<Found, Found>();
  const last = (found: Found): Found => {
    const next = behind.get(found);
    return next === undefined ? found : last(next);
  };
  for (const absorbs of [declaredly, fromBelow(store)]) {
    for (const found of all) {
      if (behind.has(found)) continue;
      const by = all.find((other) => other !== found && absorbs(other, found) && last(other) !== found);
      if (by) behind.set(found, by);
    }
  }
  return behind;
}

/** Sorts so that whatever declares to precede another one does, and the rest falls in the order of blame. */
function ranked(found: readonly Found[]): Found[] {
  const rest = [...found].sort(byBlame);
  const out: Found[] = [];
  while (rest.length > 0) {
    const first = rest[0]!;
    const same = (other: Found) =>
      other.finding.severity === first.finding.severity && other.finding.layer === first.finding.layer;
    const index = rest.findIndex((one) => same(one) && !rest.some((other) => same(other) && precedes(other, one)));
    out.push(...rest.splice(Math.max(0, index), 1));
  }
  return out;
}

/**
 * Picks the root cause along the declared dependencies.
 *
 * A finding accounts for the evidence that it `explains`; checks whose evidence is missing are blocked by the finding
 * at the bottom of it; a failure on the main road that no finding accounts for makes the diagnosis inconclusive.
 *
 * @param goals the evidence keys of the main road, from the bottom up.
 * @param suppressed the checks whose findings are accepted: they account for what they explain, but never are the cause.
 */
export function blame(
  outcomes: readonly Outcome[],
  store: EvidenceStore,
  goals: readonly EvidenceKey[],
  suppressed: (check: Check) => boolean = () => false,
): Blame {
  const all = outcomes.filter(isFound);
  const absorbed = absorbers(all, store);
  const standing = ranked(all.filter((found) => !absorbed.has(found)));

  const accountant = (key: EvidenceKey) => standing.find((found) => found.check.explains.includes(key));
  const settled = outcomes.map((outcome): Outcome => {
    if (isFound(outcome)) {
      const behind = absorbed.get(outcome);
      if (!behind) return outcome;
      return { check: outcome.check, status: 'blocked', ms: outcome.ms, blockedBy: behind.check.id };
    }
    if (outcome.status !== 'blocked' || outcome.blockedBy === undefined) return outcome;
    const by = accountant(outcome.blockedBy as EvidenceKey)?.check.id ?? outcome.blockedBy;
    return { ...outcome, blockedBy: by };
  });

  const unexplained = goals.filter((goal) => {
    const failed = store.states(goal).some(([, entry]) => entry.state === 'failed');
    return failed && rootOf(store, goal) === goal && !accountant(goal);
  });
  const accepted = standing.filter(({ check }) => suppressed(check));
  const counted = standing.filter((found) => !accepted.includes(found));
  return {
    outcomes: settled,
    findings: [
      ...counted.map(({ finding }) => finding),
      ...accepted.map(({ finding }) => ({ ...finding, suppressed: true as const })),
    ],
    verdict: verdictOf(counted, unexplained),
  };
}

function verdictOf(standing: readonly Found[], unexplained: readonly EvidenceKey[]): Verdict {
  const first = standing.find(({ finding }) => finding.severity !== 'info')?.finding;
  const named = (status: Status, finding: Finding): Verdict => ({
    status,
    cause: finding.code,
    layer: finding.layer,
    confidence: finding.confidence,
    unexplained,
  });
  if (first?.severity === 'error') return named(first.confidence === 'possible' ? 'inconclusive' : 'broken', first);
  if (unexplained.length > 0) {
    return { status: 'inconclusive', cause: null, layer: null, confidence: 'possible', unexplained };
  }
  if (first) return named('degraded', first);
  return { status: 'healthy', cause: null, layer: null, confidence: 'certain', unexplained };
}

/** Exit codes of design 1.2 for a verdict. */
export function exitCodeOf(verdict: Verdict, failOn: 'error' | 'warning' = 'error'): 0 | 1 | 5 {
  if (verdict.status === 'inconclusive') return 5;
  if (verdict.status === 'broken') return 1;
  return verdict.status === 'degraded' && failOn === 'warning' ? 1 : 0;
}
