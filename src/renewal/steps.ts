import { AppError } from '../errors/app-error.ts';
import type { Clock } from '../runtime/clock.ts';

/** The steps of docs/renewal-design.md that change something or talk to somebody. */
export type StepName =
  | 'lock'
  | 'recover'
  | 'issue'
  | 'check'
  | 'keep'
  | 'apply'
  | 'deploy'
  | 'prove'
  | 'put-back'
  | 'deploy-old'
  | 'prove-old';

/** One step that was taken. */
export interface StepRecord {
  readonly step: StepName;
  readonly ok: boolean;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly ms: number;
  /** What it did: files, hooks, connections. */
  readonly detail?: unknown;
  /** The error code, where it failed. */
  readonly code?: string;
}

/** Takes steps and writes down how they went. */
export class StepLog {
  readonly records: StepRecord[] = [];
  readonly #clock: Clock;
  readonly #onStep: (step: StepName) => void;

  constructor(clock: Clock, onStep: (step: StepName) => void = () => {}) {
    this.#clock = clock;
    this.#onStep = onStep;
  }

  /** Takes one step; what `action` returns is handed on, and noted down as `detail` sees it. */
  async take<T>(
    step: StepName,
    action: () => T | Promise<T>,
    detail: (value: T) => unknown = () => undefined,
  ): Promise<T> {
    this.#onStep(step);
    const startedAt = this.#clock.now().toISOString();
    const began = performance.now();
    const done = (rest: Pick<StepRecord, 'ok' | 'detail' | 'code'>) => {
      const { detail: seen, ...others } = rest;
      const ms = Math.round(performance.now() - began);
      this.records.push({ step, startedAt, ms, ...others, ...(seen === undefined ? {} : { detail: seen }) });
    };
    try {
      const value = await action();
      done({ ok: true, detail: detail(value) });
      return value;
    } catch (error) {
      done({ ok: false, code: error instanceof AppError ? error.code : 'ERR_INTERNAL' });
      throw error;
    }
  }
}
