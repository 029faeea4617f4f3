import { AppError } from '../errors/app-error.ts';
import { classify } from '../errors/classify.ts';
import { exitCodeOf } from '../errors/codes.ts';
import { fill } from '../i18n/index.ts';
import { printJson, printNote, style } from './output.ts';
import { cliText } from './texts.ts';

/**
 * Ends a command that failed: one sentence and its hints on stderr, or the error document of design 1.3 on stdout; sets
 * the exit code. Anything that is not an `AppError` is a bug of ours and says so: no stack trace unless LLAVE_DEBUG is
 * set.
 */
export async function reportFailure(thrown: unknown, { json }: { readonly json: boolean }): Promise<void> {
  const error = thrown instanceof AppError ? thrown : classify(thrown);
  const { errorTexts } = await import('./error-texts.ts');
  const { message: template, hints: templates = [] } = errorTexts(error.code);
  const message = fill(template, error.params);
  const answered = (hint: string) =>
    [...hint.matchAll(/\{(\w+)/g)].every(([, name]) => error.params[name as string] !== undefined);
  const hints = templates.filter(answered).map((hint) => fill(hint, error.params));
  const exit = exitCodeOf(error.code);
  process.exitCode = exit;
  if (json) {
    printJson({
      schema: 'llave/error/v1',
      ok: false,
      error: { code: error.code, exit, params: error.params, message, hints },
    });
  } else {
    printNote(
      `${style('red', cliText('label.error'), 'stderr')} ${message} ${style('dim', `[${error.code}]`, 'stderr')}`,
    );
    for (const hint of hints) printNote(`  ${style('cyan', cliText('label.hint'), 'stderr')} ${hint}`);
  }
  if (process.env.LLAVE_DEBUG)
    for (let at: unknown = error; at instanceof Error; at = at.cause) printNote(String(at.stack));
}
