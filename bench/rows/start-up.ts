import { bareNode, commands, freshDir, llave } from '../harness/programs.ts';
import type { Row, Topic } from '../harness/row.ts';
import { TYPICAL_RUNS, type TypicalRun } from './typical-runs.ts';

/** The command line as somebody types it, for the table. */
export const typed = (program: string, args: readonly string[]): string =>
  `\`${[program, ...args.filter((argument) => argument !== '--force')].join(' ')}\``;

/** Makes what a run needs, in a folder of its own. */
export function prepared({ before = [] }: Pick<TypicalRun, 'before'>): string {
  const cwd = freshDir();
  for (const line of before) llave(line, { cwd })();
  return cwd;
}

/** A whole process of llave against a Node that does nothing. */
function row(id: string, run: TypicalRun): Row {
  const { args, exit = 0, aim } = run;
  return {
    id,
    what: typed('llave', args),
    against: '`node -e 0`',
    rounds: 24,
    statistic: 'median',
    commands: [],
    ...(aim === undefined ? {} : { aim }),
    profile: args,
    prepare() {
      const cwd = prepared(run);
      return { ours: llave(args, { cwd, exit }), peer: bareNode };
    },
  };
}

export const startUp: Topic = {
  topic: 'start-up',
  title: 'Start-up of each command: the whole process',
  rows: [
    row('--version', { args: ['--version'], aim: 1.15 }),
    row('--help', { args: ['--help'], aim: 2.8 }),
    row('genkey --help', { args: ['genkey', '--help'], aim: 2.8 }),
    ...commands.map((command) =>
      row(command, TYPICAL_RUNS[command] ?? { args: [...command.split(' '), '--help'], aim: 2.8 }),
    ),
  ],
};
