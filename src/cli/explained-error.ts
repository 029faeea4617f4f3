import { AppError, type ErrorParams } from '../errors/app-error.ts';

/** An error of which more was found out than its code says: its hints are those of this case, in the language of this run. */
export class ExplainedError extends AppError {
  constructor(
    error: AppError,
    params: ErrorParams,
    readonly hints: readonly string[],
  ) {
    super(error.code, { ...error.params, ...params }, { cause: error.cause });
  }
}
