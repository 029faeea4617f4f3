import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOPICS } from '../rows/index.ts';
import type { ChatResults } from '../soak/result.ts';
import { machine } from './machine.ts';
import { measure } from './measure.ts';
import { profile } from './profile.ts';
import { commands, find, root } from './programs.ts';
import { render } from './render.ts';
import type { Results, Row, RowResult } from './row.ts';
import { compare } from './statistics.ts';

const resultsFile = join(root, 'bench', 'results.json');
/** The topic that is no row: the soak of the chat server, and it beside others. */
const CHAT = 'chat';
const pageFile = join(root, 'docs', 'benchmarks.md');

/** Runs `npm run bench` with its arguments. */
export async function main(argv: readonly string[]): Promise<void> {
  const quick = argv.includes('--quick');
  const only = argv.includes('--only') ? argv[argv.indexOf('--only') + 1] : undefined;
  const wanted = TOPICS.filter(({ topic }) => only === undefined || topic === only);
  if (wanted.length === 0 && only !== CHAT)
    throw new Error(`no topic ${only}; there are: ${[...TOPICS.map(({ topic }) => topic), CHAT].join(', ')}`);
  const rows: RowResult[] = [];
  const skipped: Results['skipped'][number][] = [];
  for (const { topic, rows: all } of wanted)
    for (const row of all) {
      const because = missing(row);
      if (because !== undefined) {
        console.log(`skipped  ${topic} ${row.id}: ${because}`);
        skipped.push({ topic, id: row.id, because });
        continue;
      }
      const result = await one(topic, row, quick);
      rows.push(result);
      const aim = row.aim === undefined ? '' : ` (aim ${row.aim})`;
      console.log(
        `${result.ratio.toFixed(2).padStart(7)}  ${result.low.toFixed(2)} to ${result.high.toFixed(2)}${aim}  ${row.what} / ${row.against}`,
      );
    }
  const chat = only === undefined || only === CHAT ? await measureChat(quick) : undefined;
  if (quick) return;
  write(merge({ rows, skipped, ...(chat ? { chat } : {}) }, only));
}

async function measureChat(quick: boolean): Promise<ChatResults> {
  const { FULL, SHORT, soak } = await import('../soak/soak.ts');
  const { renderChat } = await import('../soak/render.ts');
  const { sideBySide } = await import('../soak/side-by-side.ts');
  const plan = quick ? SHORT : FULL;
  const result = await soak(plan);
  console.log(JSON.stringify(result));
  const chat = { soak: result, sideBySide: quick ? [] : await sideBySide() };
  console.log(renderChat(chat).join('\n'));
  return chat;
}

function missing({ commands: needed, programs = [] }: Row): string | undefined {
  const command = needed.find((name) => !commands.includes(name));
  if (command !== undefined) return `there is no llave ${command}`;
  const program = programs.find((name) => find(name) === undefined);
  return program === undefined ? undefined : `${program} is not installed`;
}

async function one(topic: string, row: Row, quick: boolean): Promise<RowResult> {
  const rounds = quick ? Math.ceil(row.rounds / 4) : row.rounds;
  const { id, what, against, aim, count, aimPerSecond, statistic } = row;
  const ratio = rounded(compare(await measure(row, rounds), statistic));
  const missed = aim !== undefined && ratio.ratio > aim && row.profile !== undefined && !quick;
  return {
    ...{ topic, id, what, against, statistic, rounds, ...ratio },
    ...(aim === undefined ? {} : { aim }),
    ...(count === undefined ? {} : { count }),
    ...(aimPerSecond === undefined ? {} : { aimPerSecond }),
    ...(missed ? { profile: profile(row.profile as string[]).map(rounded) } : {}),
  };
}

function rounded<T extends object>(values: T): T {
  const entries = Object.entries(values).map(([key, value]) => [
    key,
    typeof value === 'number' ? Math.round(value * 1000) / 1000 : value,
  ]);
  return Object.fromEntries(entries) as T;
}

/** With `--only`, the rows of the other topics are kept as they were measured before. */
function merge(measured: Omit<Results, 'machine'>, only: string | undefined): Results {
  const needed = TOPICS.flatMap(({ rows }) => rows.flatMap((row) => row.programs ?? []));
  const programs = [...new Set([...needed, 'ncat', 'python3'])].sort();
  const before: Omit<Results, 'machine'> =
    only !== undefined && existsSync(resultsFile)
      ? JSON.parse(readFileSync(resultsFile, 'utf8'))
      : { rows: [], skipped: [] };
  const order = TOPICS.map(({ topic }) => topic);
  const join = <T extends { topic: string }>(old: readonly T[], fresh: readonly T[]) =>
    [...old.filter(({ topic }) => topic !== only), ...fresh].sort(
      (a, b) => order.indexOf(a.topic) - order.indexOf(b.topic),
    );
  return {
    machine: machine(programs),
    ...((measured.chat ?? before.chat) ? { chat: measured.chat ?? before.chat } : {}),
    rows: join(before.rows, measured.rows),
    skipped: join(before.skipped, measured.skipped),
  };
}

function write(results: Results): void {
  mkdirSync(join(root, 'docs'), { recursive: true });
  writeFileSync(resultsFile, `${JSON.stringify(results, undefined, 2)}\n`);
  writeFileSync(pageFile, render(results, TOPICS));
  console.log('wrote bench/results.json and docs/benchmarks.md');
}
