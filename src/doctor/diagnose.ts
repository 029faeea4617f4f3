import { PROBES } from './battery.ts';
import { type Blame, blame } from './blame.ts';
import type { Check } from './check.ts';
import type { Request } from './evidence/request.ts';
import { EvidenceStore } from './evidence.ts';
import { judge } from './judge.ts';
import { CHECKS } from './registry.ts';
import { DEFAULT_BUDGET, type GatherOptions, gather } from './runner.ts';

/** A finished diagnosis, free of language. */
export interface Diagnosis extends Blame {
  readonly store: EvidenceStore;
  readonly totalMs: number;
  readonly connections: number;
}

/** The evidence of the main road, from the bottom up. */
const GOALS = PROBES.filter((probe) => probe.goal).map((probe) => probe.yields);

/** Which checks are left out, and whose findings are accepted. */
export interface Selection {
  /** Checks that are not judged. */
  readonly skipped?: (check: Check) => boolean;
  /** Checks whose findings are shown and do not count. */
  readonly suppressed?: (check: Check) => boolean;
}

/** What `diagnose` may be told besides the request. */
export type DiagnoseOptions = Selection &
  Pick<GatherOptions, 'context' | 'onEvent' | 'signal'> & {
    /** Milliseconds for everything, where somebody waits for something else. */
    readonly totalMs?: number;
  };

/** Gathers the evidence that the request calls for, judges it, and picks the cause. */
export async function diagnose(request: Request, options: DiagnoseOptions): Promise<Diagnosis> {
  const seed = new EvidenceStore();
  const startedAt = options.context.clock.now().toISOString();
  seed.set('request', { state: 'ok', startedAt, ms: 0, value: request });
  const { timeoutMs, deep } = request;
  const usualMs = Math.max(DEFAULT_BUDGET.totalMs, Math.ceil((timeoutMs * 5) / 3));
  // Silence that was asked for is not time that is wasted.
  const idleMs = (request.idleSeconds ?? 0) * 1000;
  const gathered = await gather(PROBES, seed, {
    ...options,
    timeoutMs,
    deep,
    // The 5 seconds hold at the default time-out; who asks for longer ones gets them.
    budget: { ...DEFAULT_BUDGET, totalMs: options.totalMs ?? usualMs + idleMs },
  });
  return { ...judged(gathered.store, options), ...gathered };
}

/** Judges evidence alone: the whole of `--replay`. */
export function judged(store: EvidenceStore, { skipped, suppressed }: Selection = {}): Blame {
  return blame(judge(CHECKS, store, skipped), store, GOALS, suppressed);
}
