import type { DoctorResult, FindingResult } from './result.ts';

/** The words and manners of the place where the text is shown. */
export interface TextManners {
  label(key: 'status' | 'where' | 'because' | 'also' | 'explain' | 'root', value: string): string;
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

/** What is told besides the findings. */
export interface Besides {
  /** What a connection that works is worth telling. */
  readonly facts: readonly string[];
  /** What to do where it could not be told. */
  readonly next: FindingResult['fix'];
}

/** The verdict for a person: the cause, why we are sure, the commands; whole blocks only, at most 12 lines. */
export function doctorText(result: DoctorResult, { facts, next }: Besides, manners: TextManners): string {
  const { verdict, findings } = result;
  const cause = findings.find(({ code }) => code === verdict.cause);
  const others = findings.filter((finding) => finding !== cause);
  const head = headBlock(result, manners);
  const told = facts.map((fact) => paragraph(fact, 2, manners));
  const because = (cause?.ruledOut ?? []).map(({ code, because: why }) =>
    paragraph(`${manners.label('because', code)} ${why}`, 2, manners),
  );
  const fixes = [...(cause?.fix ?? []), ...next].map((step) => stepBlock(step, manners));
  const also = others.map(({ code, message }) => paragraph(`${manners.label('also', message)} [${code}]`, 2, manners));
  const more = cause ? [paragraph(manners.label('explain', cause.code), 2, manners)] : [];

  // The first fix and the first reason come before anything else has a second.
  let room = MOST_LINES - length([head, ...told, ...more]);
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
  const firstReason = whole(because, 1);
  const otherFindings = whole(also, 2);
  const otherFixes = firstFix.length > 0 ? whole(fixes.slice(1), 9) : [];
  const otherReasons = whole(because.slice(firstReason.length), 2);
  const blocks = [
    head,
    ...told,
    ...firstReason,
    ...otherReasons,
    ...firstFix,
    ...otherFixes,
    ...otherFindings,
    ...more,
  ];
  return blocks.flat().slice(0, MOST_LINES).join('\n');
}

function headBlock({ verdict }: DoctorResult, manners: TextManners): Block {
  const status = verdict.status as keyof typeof MARKS;
  const code = verdict.cause === null ? '' : ` [${verdict.cause}, ${manners.label('status', verdict.confidence)}]`;
  const text = `${MARKS[status]} ${manners.label('status', status)}: ${verdict.summary}${code}`;
  return paragraph(text, 0, manners).map((line) => manners.paint(COLOURS[status], line));
}

function stepBlock({ where, text, needsRoot, commands }: FindingResult['fix'][number], manners: TextManners): Block {
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
