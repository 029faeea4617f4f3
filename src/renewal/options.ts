import type { Clock } from '../runtime/clock.ts';
import type { DeployOptions } from './change.ts';
import type { LookOptions } from './look/look.ts';
import type { PlanOptions } from './plan/plan.ts';
import type { PolicyOptions } from './policy/decide.ts';
import type { SourceOptions } from './sources/choose.ts';
import type { StepName } from './steps.ts';

/** Everything that one set is renewed by. */
export interface RenewOptions {
  readonly look: LookOptions;
  readonly policy: PolicyOptions;
  readonly plan: PlanOptions;
  readonly source: SourceOptions;
  readonly deploy: Omit<DeployOptions, 'clock' | 'log'>;
  /** Renew what is not due, take certificates that live shorter or lack names, ignore a clock that runs behind. */
  readonly force: boolean;
  /** How long to wait for another renewal of the same set. */
  readonly lockWaitMs: number;
}

/** What is around a renewal. */
export interface RenewContext {
  readonly clock: Clock;
  /** Whether the clock is that of this machine: only then is it remembered, and compared with what was seen before. */
  readonly realTime: boolean;
  readonly onStep?: (certificate: string, step: StepName) => void;
  /** Told of the plan before anything is done. */
  readonly onPlan?: (result: import('./result.ts').RenewalResult) => void;
}
