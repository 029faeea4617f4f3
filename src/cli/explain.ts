import { AppError } from '../errors/app-error.ts';
import { ERROR_CODES, type ErrorCode, exitCodeOf } from '../errors/codes.ts';
import type en from '../i18n/en/commands/explain.ts';
import { loadFindings } from '../i18n/findings.ts';
import { fill, type Lookup } from '../i18n/index.ts';
import { withNames } from '../i18n/placeholders.ts';
import { explainFinding, type FindingExplanation } from '../report/explain/finding.ts';
import type { Outcome } from './base-command.ts';
import { errorTexts } from './error-texts.ts';
import { helpWidth, section, wrap } from './help-layout.ts';
import { nearest } from './nearest.ts';
import { style } from './output.ts';

type ExplainTexts = Lookup<typeof en>;

/** Every code that `llave explain` knows, by kind. */
export async function listCodes(t: ExplainTexts): Promise<Outcome> {
  const errors = Object.keys(ERROR_CODES).sort();
  const { codes } = await loadFindings();
  const text = [
    section(t('heading.findings'), codes.map((code) => `  ${code}`).join('\n')),
    section(t('heading.errors'), errors.map((code) => `  ${code}`).join('\n')),
  ].join('\n');
  return { result: { findings: codes, errors }, text };
}

/**
 * The long text of one code.
 * @throws AppError ERR_UNKNOWN_CODE
 */
export async function explainCode(typed: string, t: ExplainTexts): Promise<Outcome> {
  const code = typed.trim();
  const error = Object.keys(ERROR_CODES).find((known) => known === code.toUpperCase()) as ErrorCode | undefined;
  if (error !== undefined) return explainError(error, t);
  const { codes, entry } = await loadFindings();
  const text = entry(code.toLowerCase());
  if (text !== undefined) {
    const finding = said(explainFinding(code.toLowerCase(), text));
    return { result: finding, text: findingText(finding, t) };
  }
  const near = nearest(code, [...codes, ...Object.keys(ERROR_CODES)]);
  throw new AppError('ERR_UNKNOWN_CODE', near === undefined ? { code } : { code, nearest: near });
}

/** The prose of a finding as any other text of a catalogue: marked in the test language. */
function said(finding: FindingExplanation): FindingExplanation {
  const list = (items: readonly string[]) => items.map((item) => fill(item, {}));
  const { message, means, consequences, causes, fixes } = finding;
  return {
    ...finding,
    message: fill(message, {}),
    means: fill(means, {}),
    consequences: fill(consequences, {}),
    causes: list(causes),
    fixes: list(fixes),
  };
}

function findingText(finding: FindingExplanation, t: ExplainTexts): string {
  const paragraph = (text: string) => wrap(text, helpWidth()).join('\n');
  const list = (items: readonly string[]) =>
    items
      .map((item) =>
        wrap(item, helpWidth() - 4)
          .map((line, at) => `${at === 0 ? '  - ' : '    '}${line}`)
          .join('\n'),
      )
      .join('\n');
  return [
    `${style('bold', finding.code)}: ${finding.message}`,
    '',
    paragraph(finding.means),
    '',
    section(t('heading.consequences'), paragraph(finding.consequences)),
    section(t('heading.causes'), list(finding.causes)),
    section(t('heading.fixes'), list(finding.fixes)),
    section(t('heading.reproduce'), finding.reproduce.map((line) => `  $ ${line}`).join('\n')),
  ].join('\n');
}

function explainError(code: ErrorCode, t: ExplainTexts): Outcome {
  const { message, hints = [] } = errorTexts(code);
  const sentence = fill(withNames(message), {});
  const steps = hints.map((hint) => fill(withNames(hint), {}));
  const text = [
    `${style('bold', code)}: ${sentence}`,
    t('label.exit', { exit: exitCodeOf(code) }),
    ...(steps.length > 0 ? ['', section(t('heading.hints'), steps.map((hint) => `  - ${hint}`).join('\n'))] : []),
  ].join('\n');
  return { result: { code, kind: 'error', exit: exitCodeOf(code), message: sentence, hints: steps }, text };
}
