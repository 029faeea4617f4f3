import { type Measured, machineTable, seconds, table } from '../markdown.ts';
import { isHealthy, median, type Row, right } from '../summary.ts';
import { LIMIT_MS, type Word } from './ask.ts';
import { TOOLS } from './tools.ts';

/** A scenario with what each tool said of it. */
export interface Compared {
  readonly row: Row;
  readonly words: readonly Word[];
}

const code = (text: string) => text.replaceAll('`', "'");
const tools = TOOLS.map(({ name }) => name);

/** docs/compare-doctor.md: doctor beside the usual tools, over the same targets in one run. */
export function comparePage({ date, machine, rows: all }: Measured<Compared>): string {
  const faults = all.filter(({ row }) => !isHealthy(row));
  const healthy = all.filter(({ row }) => isHealthy(row));
  return `${[
    '# Doctor beside the usual tools',
    '',
    `\`npm run lab\` writes this page, this one on ${date}: each fault is set up for real in network namespaces, doctor is asked, and`,
    'then each tool is asked about the same target, in the same minute, with the same authority and name. _yes_: some line of its',
    'output names the root cause, by the generous patterns of `test/lab/compare/subjects.ts`; _no_: it fails with a symptom that several',
    'causes share, or sees nothing. The times are those of whole processes; the last row has the medians. None of the tools says',
    'what to do; doctor does for each. How long doctor takes for every other scenario of the lab: [lab.md](lab.md).',
    '',
    ...machineTable(machine),
    '',
    ...table([['fault', 'llave doctor', ...tools], ...faults.map(faultLine), totals(faults)]),
    '',
    '## Where nothing is wrong',
    '',
    'The time until each has said all that it says of a healthy target. They do not do the same: s_client and curl make one',
    'handshake, the scanners list protocols, ciphers and certificates and leave the judgement to the reader, doctor ends with a verdict.',
    '',
    ...table([
      ['target', 'llave doctor', ...tools],
      ...healthy.map(({ row, words }) => [
        row.name,
        `${right(row) ? 'healthy' : `no: ${row.got.cause}`}, ${seconds(row.ms)}`,
        ...words.map(took),
      ]),
    ]),
    '',
    '## In their own words',
    '',
    'The line that names the cause, or else the last one.',
    '',
    ...faults.flatMap(({ row, words }) => [
      `### ${row.name}`,
      '',
      ...words.map(({ tool, line }) => `- ${tool}: ${line === '' ? '(nothing)' : `\`${code(line)}\``}`),
      '',
    ]),
  ]
    .join('\n')
    .trimEnd()}\n`;
}

function faultLine({ row, words }: Compared): string[] {
  return [
    `${row.want.cause}${row.name === row.want.cause ? '' : ` (${row.name})`}`,
    `${right(row) ? 'yes' : `no: ${row.got.cause}`}, ${seconds(row.ms)}`,
    ...words.map((word) => `${word.named ? 'yes' : 'no'}, ${took(word)}`),
  ];
}

/** How long a tool took, or that nobody waited for its end. */
export function took({ ms, late }: Word): string {
  return late ? `stopped after ${LIMIT_MS / 1000} s` : seconds(ms);
}

function totals(faults: readonly Compared[]): string[] {
  const times = (ms: readonly number[]) => seconds(median(ms));
  return [
    '**named**',
    `**${faults.filter(({ row }) => right(row)).length} of ${faults.length}**, ${times(faults.map(({ row }) => row.ms))}`,
    ...tools.map((name) => {
      const said = faults.flatMap(({ words }) => words.filter(({ tool }) => tool === name));
      return `**${said.filter(({ named }) => named).length} of ${said.length}**, ${times(said.map(({ ms }) => ms))}`;
    }),
  ];
}
