import type { ErrorCode } from './codes.ts';

/** What an error tells besides its code: language-free values that its sentence and hints are made from. */
export type ErrorParams = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/**
 * The one error class of llave. It carries a stable code and language-free parameters; sentences are made at the edge
 * (`src/cli`), so parameters must never hold a secret.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly params: ErrorParams;

  constructor(code: ErrorCode, params: ErrorParams = {}, options: { cause?: unknown } = {}) {
    super(code, options);
    this.name = 'AppError';
    this.code = code;
    this.params = params;
  }
}

/** Whether something thrown is an `AppError`, optionally of one code. */
export function isAppError(error: unknown, code?: ErrorCode): error is AppError {
  return error instanceof AppError && (code === undefined || error.code === code);
}
