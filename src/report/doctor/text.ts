import type { DecideResult } from './comparison.ts';
import type { DoctorResult } from './result.ts';

/** The words and manners of the place where the text is shown. */
export interface TextManners {
  label(
    key: 'status' | 'where' | 'because' | 'ruledOut' | 'possible' | 'also' | 'suppressed' | 'explain' | 'root',
    value: string,
  ): string;
  paint(name: 'bold' | 'red' | 'green' | 'yellow' | 'dim' | 'cyan', text: string): string;
  /** Breaks text between words into lines of at most `width` columns. */
  wrap(text: string, width: number): readonly string[];
  readonly width: number;
}

type Block = readonly string[];

const MARKS = { healthy: '✓', degraded: '!', broken: '✗', inconclusive: '?' } as const;
const COLOURS = { healthy: 'green', degraded: 'yellow', broken: 'red', inconclusive: 'yellow' } as const;

/** A verdict is read at one glance: no more lines than this, at 80 columns. */
export const MOST_LINES = 12;
/** The sentence with the cause takes no more than these. */
const MOST_HEAD_LINES = 5;

/** What is told besides the findings. */
export interface Besides {
  /** What a connection that works is worth telling. */
  readonly facts: readonly string[];
  /** What would decide where it is not certain. */
  readonly next: readonly DecideResult[];
}

/** The verdict for a person: the cause, why we are sure, the commands; whole blocks only, at most 12 lines. */
export function doctorText(result: DoctorResult, { facts, next }: Besides, manners: TextManners): string {
  const { verdict, findings } = result;
  const cause = findings.find(({ code }) => code === verdict.cause);
  const others = findings.filter((finding) => finding !== cause);
  const head = headBlock(result, manners);
  const told = facts.map((fact) => bounded(paragraph(fact, 2, manners), 2, manners.width));
  const because = (cause?.ruledOut ?? []).map(({ code, because: why }) =>
    paragraph(`${manners.label('because', code)} ${why}`, 2, manners),
  );
  const possible = (cause?.notRuledOut ?? []).map(({ code, because: why }) =>
    paragraph(`${manners.label('possible', code)} ${why}`, 2, manners),
  );
  // Where nothing is sure, what would decide comes before what would mend.
  const [first, then] = verdict.status === 'inconclusive' ? [next, cause?.fix ?? []] : [cause?.fix ?? [], next];
  const fixes = [...first, ...then].map((step) => stepBlock(step, manners));
  const also = others.map(({ code, message, suppressed }) =>
    paragraph(`${manners.label(suppressed ? 'suppressed' : 'also', message)} [${code}]`, 2, manners),
  );
  const more = cause ? [paragraph(manners.label('explain', cause.code), 2, manners)] : [];

  // The first fix and the first reason come before anything else has a second.
  let room = MOST_LINES - length([head, ...more]);
  const whole = (blocks: readonly Block[], most: number): Block[] => {
    const taken: Block[] = [];
    for (const block of blocks.slice(0, most)) {
      if (block.length > room) break;
      taken.push(block);
      room -= block.length;
    }
    return taken;
  };
  const firstFix = whole(fixes, 1);
  const reason = whole(because, 1);
  // Where no reason fits whole, what was ruled out still does.
  const codes = (cause?.ruledOut ?? []).map(({ code }) => code).join(', ');
  const firstReason =
    reason.length > 0 || codes === '' ? reason : whole([paragraph(manners.label('ruledOut', codes), 2, manners)], 1);
  const stillPossible = whole(possible, 2);
  const works = whole(told, told.length);
  const otherFindings = whole(also, 2);
  const otherFixes = firstFix.length > 0 ? whole(fixes.slice(1), 9) : [];
  const otherReasons = reason.length > 0 ? whole(because.slice(1), 2) : [];
  const blocks = [
    head,
    ...works,
    ...firstReason,
    ...otherReasons,
    ...stillPossible,
    ...firstFix,
    ...otherFixes,
    ...otherFindings,
    ...more,
  ];
  return blocks.flat().slice(0, MOST_LINES).join('\n');
}

/** One target of many in one line; for `details`, what to do about it first in some more. */
export function targetLines(
  input: string,
  { verdict, findings }: DoctorResult,
  details: boolean,
  manners: TextManners,
) {
  const status = verdict.status as keyof typeof MARKS;
  const head = manners.paint(COLOURS[status], `${MARKS[status]} ${manners.label('status', status)}`);
  if (status === 'healthy') return [`${head}: ${input}`];
  const code = verdict.cause === null ? '' : ` [${verdict.cause}, ${manners.label('status', verdict.confidence)}]`;
  const [step] = findings.find(({ code: one }) => one === verdict.cause)?.fix ?? [];
  return [`${head}: ${input}: ${verdict.summary}${code}`, ...(details && step ? stepBlock(step, manners) : [])];
}

function headBlock({ verdict }: DoctorResult, manners: TextManners): Block {
  const status = verdict.status as keyof typeof MARKS;
  const code = verdict.cause === null ? '' : ` [${verdict.cause}, ${manners.label('status', verdict.confidence)}]`;
  const words = paragraph(`${MARKS[status]} ${manners.label('status', status)}: ${verdict.summary}`, 0, manners);
  const whole = paragraph(`${MARKS[status]} ${manners.label('status', status)}: ${verdict.summary}${code}`, 0, manners);
  // What peers name themselves can be of any length; the code is what people search for, and stays.
  const fits = whole.length <= MOST_HEAD_LINES && whole.every((line) => line.length <= manners.width);
  const lines = fits
    ? whole
    : [...bounded(words, MOST_HEAD_LINES - 1, manners.width), ...paragraph(code.trim(), 2, manners)];
  return lines.map((line) => manners.paint(COLOURS[status], line));
}

/** At most so many lines of at most so many columns, with a sign where something was left out. */
function bounded(block: Block, most: number, width: number): Block {
  const cut = (line: string) => (line.length > width ? `${line.slice(0, width - 1)}…` : line);
  if (block.length <= most) return block.map(cut);
  return [...block.slice(0, most - 1), `${block[most - 1]!.slice(0, width - 2)} …`].map(cut);
}

/** A step with its commands, which are never broken. */
export function stepBlock({ where, text, needsRoot, commands }: DecideResult, manners: TextManners): Block {
  const root = needsRoot ? ` ${manners.label('root', '')}` : '';
  const words = paragraph(`${manners.label('where', where)} ${text}${root}`, 2, manners);
  // A command is copied as it stands: it is never broken.
  return [...words, ...commands.map((line) => `      $ ${manners.paint('cyan', line)}`)];
}

function paragraph(text: string, indent: number, { wrap, width }: TextManners): Block {
  return wrap(text, width - indent - 2).map((line, index) => `${' '.repeat(index === 0 ? indent : indent + 2)}${line}`);
}

function length(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + block.length, 0);
}
