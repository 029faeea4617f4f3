import { AppError } from './app-error.ts';

/**
 * Turns what Node and libraries throw into our errors. Modules that read and write for the user throw `AppError`s of
 * their own; what arrives here otherwise is a bug of ours (`ERR_INTERNAL`), never the user's fault. Its message is not
 * kept in the parameters: it may quote a file's content.
 */
export function classify(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const { code } = (thrown ?? {}) as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('ERR_OUTPUT_NO_SPACE', {}, { cause: thrown });
  if (code === 'EMFILE' || code === 'ENFILE') return new AppError('ERR_RUNTIME_OPEN_FILES', {}, { cause: thrown });
  const name = thrown instanceof Error ? thrown.name : typeof thrown;
  return new AppError('ERR_INTERNAL', { what: code ? `${name} ${code}` : name }, { cause: thrown });
}
