import type { Confidence, Severity } from '../../src/doctor/check.ts';
import type { EvidenceStore } from '../../src/doctor/evidence.ts';

/** Literal evidence, and what one check says of it. */
export interface Case {
  readonly code: string;
  /** What the evidence tells, in a few words. */
  readonly when: string;
  readonly evidence: EvidenceStore;
  /** The finding, with the parameters that matter; null where the check must keep quiet. */
  readonly finding: {
    readonly confidence: Confidence;
    readonly severity?: Severity;
    readonly params?: Readonly<Record<string, unknown>>;
    /** The neighbours that it must have ruled out. */
    readonly ruledOut?: readonly string[];
    /** Exactly the neighbours that it leaves possible. */
    readonly notRuledOut?: readonly string[];
  } | null;
}
