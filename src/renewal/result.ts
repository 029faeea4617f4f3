import type { AppError } from '../errors/app-error.ts';
import type { Difference } from './plan/difference.ts';
import type { Plan } from './plan/plan.ts';
import type { Decision } from './policy/decide.ts';
import type { Aftermath } from './put-back.ts';
import type { Recovery } from './recover.ts';
import type { CertificateFacts } from './set.ts';
import type { StepRecord } from './steps.ts';

/** What became of one certificate. */
export type Action = 'none' | 'planned' | 'renewed' | 'recovered' | 'rolled-back' | 'failed';

/** Something about the files that the user should know, and that is no reason to stop. */
export interface Notice {
  readonly code: 'key-readable' | 'pkcs12';
  readonly path: string;
}

/** All that is to be said of one certificate, free of language. */
export interface RenewalResult {
  readonly certificate: string;
  readonly action: Action;
  /** Absent where the certificate could not even be read. */
  readonly decision?: Decision;
  readonly forced?: boolean;
  readonly old?: CertificateFacts;
  readonly next?: CertificateFacts;
  readonly plan?: Plan;
  /** What the issuer changed by itself. */
  readonly issued?: readonly Difference[];
  /** A run that was cut off before, and what became of it. */
  readonly recovery?: Recovery;
  readonly notices?: readonly Notice[];
  readonly steps: readonly StepRecord[];
  readonly error?: AppError;
  /** What is where, after something was undone. */
  readonly aftermath?: Aftermath;
}
