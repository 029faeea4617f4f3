import type { EvidenceKey, Seen, SingleKey } from './evidence.ts';
import type { Mend } from './mend/mend.ts';

/** The layers from the bottom up: a cause lies as low as possible. */
export const LAYERS = ['config', 'server', 'dns', 'ip', 'tcp', 'peer', 'tls', 'cert', 'chat'] as const;
export type Layer = (typeof LAYERS)[number];

/** error: the connection fails now, or a client that verifies refuses it; warning: some client fails, or all soon. */
export type Severity = 'error' | 'warning' | 'info';
/** `certain` only where the neighbours were ruled out. */
export type Confidence = 'certain' | 'likely' | 'possible';

/** Language-free values that sentences are made from. They never hold a secret. */
export type Params = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** A neighbour that the evidence excludes, and the key of the sentence that says why. */
export interface RuledOut {
  readonly code: string;
  /** A key of the `because` texts. */
  readonly because: string;
  readonly params?: Params;
}

/** One step of a fix: its text is in the finding's texts under `fixes`, its commands carry the user's own values. */
export interface FixStep {
  /** A key of the finding's `fixes` texts. */
  readonly text: string;
  /** What to type, in this order; arguments are quoted for a POSIX shell. */
  readonly commands: readonly string[];
  readonly where: 'here' | 'server' | 'network';
  readonly needsRoot: boolean;
  /** Only for this platform (`process.platform` of the place where it runs). */
  readonly os?: string;
  /** The same, as `--fix` can do it. */
  readonly mend?: Mend;
}

/** What a check says when it found something. */
export interface Judgement<P extends Params = Params> {
  readonly params: P;
  readonly confidence: Confidence;
  readonly ruledOut?: readonly RuledOut[];
  /** Neighbours that the evidence leaves possible, and why. */
  readonly notRuledOut?: readonly RuledOut[];
  /** Overrides the severity of the check. */
  readonly severity?: Severity;
  /** Overrides the layer of the check, where the same thing happened higher up. */
  readonly layer?: Layer;
  /** The stored keys of the evidence that it rests on; without it, everything that the check declared. */
  readonly evidence?: readonly string[];
}

/**
 * One finding and how to recognise it: pure, without I/O, clock or sentences. The file name is the id, and the id is
 * the finding's code.
 */
export interface Check<
  N extends SingleKey = SingleKey,
  R extends EvidenceKey = EvidenceKey,
  P extends Params = Params,
> {
  readonly id: string;
  readonly layer: Layer;
  readonly severity: Severity;
  /** Evidence that must be ok; handed in as values. */
  readonly needs: readonly N[];
  /** Evidence in any state; handed in as entries, families as lists. */
  readonly reads: readonly R[];
  /** The evidence whose failure this finding accounts for: what rests on it is "blocked by" this finding. */
  readonly explains: readonly EvidenceKey[];
  /** Findings that are only another face of this one, and disappear behind it. */
  readonly absorbs?: readonly string[];
  /** Independent findings of the same layer that this one goes before when the cause is picked. */
  readonly precedes?: readonly string[];
  run(seen: Seen<N, R>): Judgement<P> | null;
  fix(params: P, seen: Seen<N, R>): readonly FixStep[];
}

/** Declares a check; reading evidence that it did not declare does not compile. */
export function defineCheck<
  const P extends Params,
  const N extends SingleKey = never,
  const R extends EvidenceKey = never,
>(check: Check<N, R, P>): Check {
  return check as unknown as Check;
}
