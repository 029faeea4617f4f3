import type { AppError, ErrorParams } from '../errors/app-error.ts';
import { type ErrorCode, exitCodeOf } from '../errors/codes.ts';
import { fill } from '../i18n/index.ts';
import { errorTexts } from './error-texts.ts';
import { ExplainedError } from './explained-error.ts';
import { printNote, style } from './output.ts';
import { cliText } from './texts.ts';

/** An error as the JSON of design 1.3 shows it. */
export interface ErrorReport {
  readonly code: ErrorCode;
  readonly exit: number;
  readonly params: ErrorParams;
  readonly message: string;
  readonly hints: readonly string[];
}

/** The sentence and the hints of an error; hints that name a value which it does not have are left out. */
export function errorReport(error: AppError): ErrorReport {
  const { message, hints = [] } = errorTexts(error.code);
  const answered = (hint: string) =>
    [...hint.matchAll(/\{(\w+)/g)].every(([, name]) => error.params[name as string] !== undefined);
  return {
    code: error.code,
    exit: exitCodeOf(error.code),
    params: error.params,
    message: fill(message, error.params),
    hints:
      error instanceof ExplainedError ? error.hints : hints.filter(answered).map((hint) => fill(hint, error.params)),
  };
}

/** Prints an error for people on stderr: one sentence, and its hints. */
export function printError({ message, code, hints }: ErrorReport): void {
  printNote(`${style('red', cliText('label.error'), 'stderr')} ${message} ${style('dim', `[${code}]`, 'stderr')}`);
  for (const hint of hints) printNote(`  ${style('cyan', cliText('label.hint'), 'stderr')} ${hint}`);
}
