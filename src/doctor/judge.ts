import type { Check, FixStep, Judgement } from './check.ts';
import type { EvidenceKey, EvidenceStore } from './evidence.ts';
import { baseKey } from './evidence.ts';
import type { Finding, Outcome } from './finding.ts';

/** The evidence at the bottom of a missing one: follows `blocked` entries down to what failed. */
export function rootOf(store: EvidenceStore, key: string): EvidenceKey {
  const visited = new Set<string>();
  let current = key;
  while (!visited.has(current)) {
    visited.add(current);
    const blocked = store.states(baseKey(current)).find(([, entry]) => entry.state === 'blocked')?.[1];
    if (blocked?.state !== 'blocked') break;
    current = blocked.failure.by;
  }
  return baseKey(current);
}

/** Whether a check can look at all; if not, why. */
function obstacle({ needs, reads }: Check, store: EvidenceStore): Pick<Outcome, 'status' | 'blockedBy'> | undefined {
  for (const key of needs) {
    const state = store.get(key)?.state;
    if (state === undefined) return { status: 'skipped' };
    if (state !== 'ok') return { status: 'blocked', blockedBy: rootOf(store, key) };
  }
  let firstBlocked: string | undefined;
  for (const key of reads) {
    for (const [stored, entry] of store.states(key)) {
      if (entry.state !== 'blocked') return undefined;
      firstBlocked ??= stored;
    }
  }
  if (firstBlocked !== undefined) return { status: 'blocked', blockedBy: rootOf(store, firstBlocked) };
  return needs.length === 0 ? { status: 'skipped' } : undefined;
}

/** What is to be done on this machine is of no use here if it is for another platform; servers may run any. */
function isForHere({ where, os }: FixStep, store: EvidenceStore): boolean {
  const machine = store.get('local.machine');
  return where !== 'here' || os === undefined || machine?.state !== 'ok' || machine.value.platform === os;
}

function toFinding(check: Check, judgement: Judgement, store: EvidenceStore, fix: Finding['fix']): Finding {
  const declared = [...check.needs, ...check.reads].filter((key) => key !== 'request');
  return {
    code: check.id,
    severity: judgement.severity ?? check.severity,
    layer: judgement.layer ?? check.layer,
    confidence: judgement.confidence,
    params: judgement.params,
    evidence: judgement.evidence ?? declared.flatMap((key) => store.states(key).map(([stored]) => stored)),
    ruledOut: judgement.ruledOut ?? [],
    notRuledOut: judgement.notRuledOut ?? [],
    fix: fix.filter((step) => isForHere(step, store)),
  };
}

/** Runs one check over the evidence. A check that throws is an `error` of ours, neither a finding nor a pass. */
export function judgeOne(check: Check, store: EvidenceStore): Outcome {
  const begin = performance.now();
  const outcome = outcomeOf(check, store);
  return { check, ms: Math.round((performance.now() - begin) * 100) / 100, ...outcome };
}

function outcomeOf(check: Check, store: EvidenceStore): Omit<Outcome, 'check' | 'ms'> {
  const blocked = obstacle(check, store);
  if (blocked) return blocked;
  const seen = store.see(check.needs, check.reads);
  if (seen === undefined) return { status: 'skipped' };
  try {
    const judgement = check.run(seen);
    if (judgement === null) return { status: 'pass' };
    const fix = check.fix(judgement.params, seen);
    return { status: 'finding', finding: toFinding(check, judgement, store, fix) };
  } catch {
    return { status: 'error' };
  }
}

/** Runs every check over the evidence; pure. */
export function judge(checks: readonly Check[], store: EvidenceStore, skipped?: (check: Check) => boolean): Outcome[] {
  return checks.map((check) => (skipped?.(check) ? { check, status: 'skipped', ms: 0 } : judgeOne(check, store)));
}
