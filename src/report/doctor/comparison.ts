import type { Change, Conclusion } from '../../doctor/compare.ts';
import type { DecideStep } from '../../doctor/decide.ts';
import { stepBlock, type TextManners } from './text.ts';

/** The result of `--compare`; `message` alone is in a language. */
export interface ComparisonResult {
  readonly file: string;
  /** The time that the earlier diagnosis judged at, ISO 8601. */
  readonly at: string;
  readonly changes: readonly (Change & { readonly message: string })[];
  readonly conclusions: readonly (Conclusion & { readonly message: string })[];
}

/** A step towards a certain verdict, with its text. */
export type DecideResult = Omit<DecideStep, 'text'> & { readonly text: string };

/** The words and manners of the place where the text is shown. */
export interface ComparisonManners extends TextManners {
  heading(file: string, at: string): string;
  changed(what: string): string;
  nothing(): string;
}

/** So many changes are shown to a person; JSON has them all. */
const MOST_CHANGES = 8;

/** The comparison for a person: what it decides first, then what it rests on. */
export function comparisonText(
  { file, at, changes, conclusions }: ComparisonResult,
  manners: ComparisonManners,
): string {
  const lines = (text: string) =>
    manners.wrap(text, manners.width - 4).map((line, index) => `${index === 0 ? '  ' : '    '}${line}`);
  const shown = changes.slice(0, MOST_CHANGES);
  return [
    manners.heading(file, at),
    ...conclusions.flatMap(({ message }) => lines(message).map((line) => manners.paint('bold', line))),
    ...shown.flatMap(({ message }) => lines(manners.changed(message))),
    ...(changes.length + conclusions.length === 0 ? lines(manners.nothing()) : []),
  ].join('\n');
}

/** What would decide, as a section of its own. */
export function decideText(steps: readonly DecideResult[], manners: TextManners, heading: string): string {
  return [heading, ...steps.flatMap((step) => stepBlock(step, manners))].join('\n');
}
