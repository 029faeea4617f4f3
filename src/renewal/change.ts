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

/** How a change is brought to the services, and proved there. */
export interface DeployOptions {
  readonly hooks: readonly Hook[];
  readonly hook: HookOptions;
  /** Without targets nothing is proved. */
  readonly proof: ProofRequest;
  /** A closer look at a target that shows the new certificate; it throws AppError ERR_RENEW_PROOF where it finds a failure. */
  readonly examine?: (target: Target, certificate: X509Certificate) => Promise<unknown>;
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
