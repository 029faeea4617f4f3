import type { Row } from '../summary.ts';
import { LIMIT_MS, type Word } from './ask.ts';
import { TOOLS } from './tools.ts';

/** A scenario with what each tool said of it. */
export interface Compared {
  readonly row: Row;
  readonly words: readonly Word[];
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('`', "'").replaceAll('<', '&lt;');
const right = ({ want, got }: Row) => got.status === want.status && got.cause === want.cause;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** docs/compare-doctor.md: doctor beside the usual tools, over the same faults in one run. */
export function comparePage(all: readonly Compared[], versions: readonly string[]): string {
  const head = ['fault', 'llave doctor', ...TOOLS.map(({ name }) => name)];
  const rows = all.map(({ row, words }) => [
    `\`${row.want.cause}\`${row.name === row.want.cause ? '' : ` (${row.name})`}`,
    `${right(row) ? 'yes' : `no: ${row.got.cause}`}, ${seconds(row.ms)}`,
    ...words.map(
      ({ named, late, ms }) => `${named ? 'yes' : 'no'}, ${late ? `stopped after ${LIMIT_MS / 1000} s` : seconds(ms)}`,
    ),
  ]);
  const total = [
    '**named**',
    `**${all.filter(({ row }) => right(row)).length} of ${all.length}**, ${seconds(median(all.map(({ row }) => row.ms)))}`,
    ...TOOLS.map(({ name }) => {
      const said = all.flatMap(({ words }) => words.filter(({ tool }) => tool === name));
      return `**${said.filter(({ named }) => named).length} of ${said.length}**, ${seconds(median(said.map(({ ms }) => ms)))}`;
    }),
  ];
  return `${[
    '# Doctor beside the usual tools',
    '',
    '`npm run lab` writes this page: each fault is set up for real in network namespaces, doctor is asked, and then each tool',
    'is asked about the same target, in the same minute, with the same authority and name. _yes_: some line of its output',
    'names the root cause, by the generous patterns of `test/lab/compare/subjects.ts`; _no_: it fails with a symptom that several',
    'causes share, or sees nothing. The times are those of whole processes; the last row has the medians. None of the tools says',
    'what to do; doctor does for each.',
    '',
    ...versions.map((version) => `- ${version}`),
    '',
    ...table([head, ...rows, total]),
    '',
    '## In their own words',
    '',
    'The line that names the cause, or else the last one.',
    '',
    ...all.flatMap(({ row, words }) => [
      `### ${row.name}`,
      '',
      ...words.map(({ tool, line }) => `- ${tool}: ${line === '' ? '(nothing)' : `\`${cell(line)}\``}`),
      '',
    ]),
  ]
    .join('\n')
    .trimEnd()}\n`;
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => cell(row[column] ?? '').length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((text, column) => cell(text).padEnd(widths[column]!)).join(' | ')} |`;
  return [line(rows[0]!), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.slice(1).map(line)];
}
