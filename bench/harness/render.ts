import { renderChat } from '../soak/render.ts';
import type { ProfileLine, Results, RowResult, Topic } from './row.ts';

/** docs/benchmarks.md: made from bench/results.json alone. */
export function render({ machine, rows, skipped, chat }: Results, all: readonly Topic[]): string {
  const titleOf = (topic: string) => all.find((each) => each.topic === topic)?.title ?? topic;
  const noteOf = (topic: string) => all.flatMap((each) => (each.topic === topic && each.note ? [each.note, ''] : []));
  const topics = [...new Set(rows.map(({ topic }) => topic))];
  return [
    '# Benchmarks',
    '',
    '`npm run bench` writes this page. Each row is a ratio: the time of llave divided by the time of something else that does',
    'the same on the same machine, measured in turns, so that it means something on other machines too. Below 1, llave is the',
    'faster one. The spread is the middle half of the pairs; where the work is random by nature (marked *mean*), it is the 90 %',
    'interval of the ratio of the means.',
    '',
    '| | |',
    '|---|---|',
    ...Object.entries(machine).map(([name, value]) => `| ${name} | ${value} |`),
    '',
    ...topics.flatMap((topic) => [
      `## ${titleOf(topic)}`,
      '',
      ...noteOf(topic),
      '| llave | against | ratio | spread | aim | times | pairs |',
      '|---|---|---:|---:|---:|---:|---:|',
      ...rows.filter((row) => row.topic === topic).map(line),
      '',
    ]),
    ...(chat ? renderChat(chat) : []),
    ...missed(rows),
    ...(skipped.length === 0
      ? []
      : ['## Skipped', '', ...skipped.map(({ topic, id, because }) => `- ${titleOf(topic)}, ${id}: ${because}`), '']),
  ].join('\n');
}

function line(row: RowResult): string {
  const { what, against, ratio, low, high, aim, aimPerSecond, oursMs, peerMs, rounds, statistic } = row;
  const perSecond = row.count === undefined ? undefined : (ms: number) => (1000 * (row.count as number)) / ms;
  const aimed = [
    ...(aim === undefined ? [] : [`${aim} ${ratio <= aim ? '✓' : '✗'}`]),
    ...(aimPerSecond === undefined || perSecond === undefined
      ? []
      : [`${rate(aimPerSecond)} ${perSecond(oursMs) >= aimPerSecond ? '✓' : '✗'}`]),
  ].join(', ');
  const times = perSecond
    ? `${rate(perSecond(oursMs))} / ${rate(perSecond(peerMs))}`
    : `${time(oursMs)} / ${time(peerMs)}`;
  const mean = statistic === 'mean' ? ' *mean*' : '';
  return `| ${cell(what)} | ${cell(against)} | **${short(ratio)}**${mean} | ${short(low)} to ${short(high)} | ${aimed} | ${times} | ${rounds} |`;
}

function missed(rows: readonly RowResult[]): string[] {
  const profiled = rows.filter(
    (row): row is RowResult & { profile: readonly ProfileLine[] } => row.profile !== undefined,
  );
  if (profiled.length === 0) return [];
  return [
    '## Where the time goes',
    '',
    'Of the rows that miss their aim (V8’s sampling profiler, which itself costs time; mean of ten runs):',
    '',
    ...profiled.flatMap(({ what, profile }) => [
      `### ${what}`,
      '',
      '| part | ms | share |',
      '|---|---:|---:|',
      ...profile.map(({ part, ms, percent }) => `| ${part} | ${short(ms)} | ${Math.round(percent)} % |`),
      '',
    ]),
  ];
}

const cell = (text: string) => text.replaceAll('|', '\\|');
const short = (value: number) =>
  value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : value >= 0.1 || value === 0 ? 2 : 3);
const rate = (count: number) => `${Number(count.toPrecision(3)).toLocaleString('en')}/s`;
const time = (ms: number) => `${short(ms)} ms`;
