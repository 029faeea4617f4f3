import { AppError } from '../errors/app-error.ts';
import { ERROR_CODES, type ErrorCode, exitCodeOf } from '../errors/codes.ts';
import type en from '../i18n/en/commands/explain.ts';
import { fill, type Lookup } from '../i18n/index.ts';
import type { Outcome } from './base-command.ts';
import { errorTexts } from './error-texts.ts';
import { section } from './help-layout.ts';
import { nearest } from './nearest.ts';
import { style } from './output.ts';

type ExplainTexts = Lookup<typeof en>;

/** Every code that `llave explain` knows, by kind. */
export function listCodes(t: ExplainTexts): Outcome {
  const errors = Object.keys(ERROR_CODES).sort();
  const text = section(t('heading.errors'), errors.map((code) => `  ${code}`).join('\n'));
  return { result: { errors }, text };
}

/**
 * The long text of one code.
 * @throws AppError ERR_UNKNOWN_CODE
 */
export function explainCode(typed: string, t: ExplainTexts): Outcome {
  const code = typed.trim();
  const error = Object.keys(ERROR_CODES).find((known) => known === code.toUpperCase()) as ErrorCode | undefined;
  if (error !== undefined) return explainError(error, t);
  const near = nearest(code, Object.keys(ERROR_CODES));
  throw new AppError('ERR_UNKNOWN_CODE', near === undefined ? { code } : { code, nearest: near });
}

function explainError(code: ErrorCode, t: ExplainTexts): Outcome {
  const { message, hints = [] } = errorTexts(code);
  const sentence = shown(message);
  const steps = hints.map(shown);
  const text = [
    `${style('bold', code)}: ${sentence}`,
    t('label.exit', { exit: exitCodeOf(code) }),
    ...(steps.length > 0 ? ['', section(t('heading.hints'), steps.map((hint) => `  - ${hint}`).join('\n'))] : []),
  ].join('\n');
  return { result: { code, kind: 'error', exit: exitCodeOf(code), message: sentence, hints: steps }, text };
}

/** A template for readers: each value to come is shown as its name. */
function shown(template: string): string {
  return fill(
    template.replace(
      /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g,
      (_whole, name: string, _one?: string, many?: string) => many ?? `<${name}>`,
    ),
    {},
  );
}
