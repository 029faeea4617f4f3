import type { DoctorResult, FindingResult } from './result.ts';

/** The words and manners of the place where the text is shown. */
export interface TextManners {
  label(key: 'status' | 'where' | 'because' | 'also' | 'explain' | 'blocked' | 'root', value: string): string;
  paint(name: 'bold' | 'red' | 'green' | 'yellow' | 'dim' | 'cyan', text: string): string;
  readonly width: number;
}

const MARKS = { healthy: '✓', degraded: '!', broken: '✗', inconclusive: '?' } as const;
const COLOURS = { healthy: 'green', degraded: 'yellow', broken: 'red', inconclusive: 'yellow' } as const;

/** A verdict is read at one glance: no more lines than this. */
export const MOST_LINES = 12;

/** The verdict for a person: the cause, why we are sure, the commands; at most 12 lines. */
export function doctorText(result: DoctorResult, facts: readonly string[], manners: TextManners): string {
  const { verdict, findings } = result;
  const status = verdict.status as keyof typeof MARKS;
  const [cause, ...others] = findings;
  const code =
    verdict.cause === null
      ? ''
      : ` ${manners.paint('dim', `[${verdict.cause}, ${manners.label('status', verdict.confidence)}]`)}`;
  const head = `${MARKS[status]} ${manners.label('status', status)}: ${verdict.summary}`;
  const lines = [`${manners.paint(COLOURS[status], head)}${code}`, ...facts.map((fact) => `  ${fact}`)];
  const tail: string[] = [];
  for (const other of others.slice(0, 3))
    tail.push(`  ${manners.label('also', other.message)} ${manners.paint('dim', `[${other.code}]`)}`);
  if (cause) tail.push(`  ${manners.label('explain', cause.code)}`);
  const room = () => MOST_LINES - tail.length - lines.length;
  const shown = cause && cause.code === verdict.cause ? cause : undefined;
  const fixes = shown ? fixLines(shown, manners) : [];
  const reserved = Math.min(fixes.length, 6);
  for (const out of shown?.ruledOut ?? []) {
    if (room() <= reserved) break;
    lines.push(`  ${manners.label('because', out.code)} ${out.because}`);
  }
  for (const group of groupsThatFit(shown, manners, room())) lines.push(...group);
  return [...lines, ...tail].slice(0, MOST_LINES).join('\n');
}

function fixLines(finding: FindingResult, manners: TextManners): string[] {
  return finding.fix.flatMap((step) => stepLines(step, manners));
}

function stepLines(step: FindingResult['fix'][number], manners: TextManners): string[] {
  const root = step.needsRoot ? ` ${manners.label('root', '')}` : '';
  return [
    `  ${manners.paint('bold', manners.label('where', step.where))} ${step.text}${root}`,
    ...step.commands.map((line) => `      $ ${manners.paint('cyan', line)}`),
  ];
}

/** Whole steps only: half a fix is none. */
function groupsThatFit(finding: FindingResult | undefined, manners: TextManners, room: number): string[][] {
  const groups: string[][] = [];
  let left = room;
  for (const step of finding?.fix ?? []) {
    const lines = stepLines(step, manners);
    if (lines.length > left) break;
    groups.push(lines);
    left -= lines.length;
  }
  return groups;
}
