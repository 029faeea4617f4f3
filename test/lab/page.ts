import { took } from './compare/page.ts';
import { TOOLS } from './compare/tools.ts';
import { machineTable, seconds, table } from './markdown.ts';
import type { LabResults } from './results.ts';
import { figures, isHealthy, type Row, right, said } from './summary.ts';

/** The parts of the page by the beginning of the cause, in the order of the layers. */
const AREAS: readonly (readonly [begins: RegExp, title: string])[] = [
  [/^local-/, 'This machine'],
  [/^dns-/, 'Names'],
  [/^ip-/, 'Routes'],
  [/^(tcp|firewall|connection)-/, 'TCP and firewalls'],
  [/^peer-/, 'What speaks there'],
  [/^tls-/, 'Handshake'],
  [/^cert-/, 'Certificate'],
  [/^server-/, "The server's files and start-up"],
  [/^chat-/, 'The chat'],
];

/** docs/lab.md: every scenario of the lab with its verdict and the time that it took. */
export function labPage({ scenarios, compared }: LabResults): string {
  const { date, machine, rows } = scenarios;
  const areas = [
    ...AREAS.map(([begins, title]) => [title, rows.filter(({ want }) => begins.test(want.cause ?? ''))] as const),
    ['Nothing can be named', rows.filter((row) => row.want.cause === null && !isHealthy(row))] as const,
    ['Nothing is wrong', rows.filter(isHealthy)] as const,
  ].filter(([, all]) => all.length > 0);
  const besides = new Map(compared.rows.map(({ row, words }) => [row.name, words]));
  return `${[
    '# The lab, scenario by scenario',
    '',
    `\`LAB_COMPARE= npm run lab\` writes this page, this one on ${date}: each scenario is set up for real in network namespaces, one after`,
    'the other, and doctor is asked. Time is that of the whole process, connections are those that doctor says it opened',
    '(`test/lab/connections.test.ts` holds them to what the kernel counts). The other tools are asked about some scenarios only, because',
    `they may take minutes for one: their times are of the run of ${compared.date}, and what they say is in`,
    '[compare-doctor.md](compare-doctor.md).',
    '',
    ...figures(rows).map((figure) => `- ${figure}`),
    '',
    ...machineTable(machine),
    '',
    ...areas.flatMap(([title, all]) => [
      `## ${title}`,
      '',
      ...table([
        ['scenario', 'verdict', 'time', 'connections', ...TOOLS.map(({ name }) => name)],
        ...[...all].sort(byName).map((row) => [...line(row), ...(besides.get(row.name) ?? []).map(took)]),
      ]),
      '',
    ]),
  ]
    .join('\n')
    .trimEnd()}\n`;
}

function byName(a: Row, b: Row): number {
  return a.name < b.name ? -1 : 1;
}

function line(row: Row): string[] {
  const verdict = isHealthy(row) && right(row) ? 'healthy' : said(row).replace('/', ': ');
  const wrong = right(row) ? '' : `, **wanted ${row.want.status}: ${row.want.cause ?? '-'}**`;
  return [row.name, `${verdict}${wrong}`, seconds(row.ms), String(row.connections)];
}
