import { AppError } from '../errors/app-error.ts';
import { classify } from '../errors/classify.ts';
import { printJson, printNote } from './output.ts';

/**
 * Ends a command that failed: one sentence and its hints on stderr, or the error document of design 1.3 on stdout; sets
 * the exit code. Anything that is not an `AppError` is a bug of ours and says so: no stack trace unless LLAVE_DEBUG is
 * set.
 */
export async function reportFailure(thrown: unknown, { json }: { readonly json: boolean }): Promise<void> {
  const error = thrown instanceof AppError ? thrown : classify(thrown);
  const { errorReport, printError } = await import('./error-report.ts');
  const report = errorReport(error);
  process.exitCode = report.exit;
  if (json) printJson({ schema: 'llave/error/v1', ok: false, error: report });
  else printError(report);
  if (process.env.LLAVE_DEBUG)
    for (let at: unknown = error; at instanceof Error; at = at.cause) printNote(String(at.stack));
}
