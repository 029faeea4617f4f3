import type { X509Certificate } from 'node:crypto';
import type { Clock } from '../runtime/clock.ts';
import type { Hook } from './deploy/builtin.ts';
import type { HookOptions } from './deploy/hook.ts';
import type { Baseline, ProofRequest } from './prove/prove.ts';
import type { Target } from './prove/target.ts';
import type { CertificateSet, NewFile } from './set.ts';
import type { Generation } from './state/generations.ts';
import type { Journal } from './state/journal.ts';
import type { StepLog } from './steps.ts';

/** A closer look at the targets than the proof takes. */
export interface Examiner {
  /** Looks at what is there before anything is changed; never throws. */
  before(targets: readonly Target[]): Promise<void>;
  /**
   * Looks at a target that shows the new certificate.
   * @returns what is noted down of it
   * @throws AppError ERR_RENEW_PROOF for a failure that was not there before
   */
  after(target: Target): Promise<unknown>;
}

/** How a change is brought to the services, and proved there. */
export interface DeployOptions {
  readonly hooks: readonly Hook[];
  readonly hook: HookOptions;
  /** Without targets nothing is proved. */
  readonly proof: ProofRequest;
  readonly examiner?: Examiner;
  /** How many kept sets stay. */
  readonly keep: number;
  readonly clock: Clock;
  readonly log: StepLog;
}

/** Other content for the files of a set. */
export interface Change {
  readonly kind: Journal['kind'];
  readonly set: CertificateSet;
  /** The files that change, with their new content. */
  readonly files: readonly NewFile[];
  readonly leaf: X509Certificate;
}

/** A change whose files are in place, or may be; what finishing it or undoing it needs. */
export interface Applied {
  readonly certificate: string;
  readonly folder: string;
  /** All files of the set, with the content that is wanted. */
  readonly files: readonly NewFile[];
  readonly leaf: X509Certificate;
  readonly oldLeaf: X509Certificate;
  readonly generation: Generation;
  readonly before: readonly Baseline[];
  readonly journal: Journal;
}
