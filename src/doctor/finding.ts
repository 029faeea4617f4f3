import type { Check, Confidence, FixStep, Layer, Params, RuledOut, Severity } from './check.ts';

/** Something that a check found, free of language. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly layer: Layer;
  readonly confidence: Confidence;
  readonly params: Params;
  /** The stored keys of the evidence that it rests on. */
  readonly evidence: readonly string[];
  readonly ruledOut: readonly RuledOut[];
  readonly notRuledOut: readonly RuledOut[];
  readonly fix: readonly FixStep[];
  /** An accepted risk (`--suppress`): shown, but of no weight in the verdict. */
  readonly suppressed?: true;
}

/**
 * What became of a check: `pass` looked and found nothing, `finding` found, `blocked` could not look, `skipped` was not
 * called for, `error` is a bug of ours.
 */
export type CheckStatus = 'pass' | 'finding' | 'blocked' | 'skipped' | 'error';

/** One check's outcome. */
export interface Outcome {
  readonly check: Check;
  readonly status: CheckStatus;
  readonly ms: number;
  /** For `blocked`: the finding code that accounts for the missing evidence, or the evidence key if none does. */
  readonly blockedBy?: string;
  readonly finding?: Finding;
}
