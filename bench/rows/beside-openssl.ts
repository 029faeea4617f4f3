import { commands, llave, program } from '../harness/programs.ts';
import type { Row, Topic } from '../harness/row.ts';
import { prepared, typed } from './start-up.ts';
import { TYPICAL_RUNS, type TypicalRun } from './typical-runs.ts';

/** Two whole processes that do the same. Node alone takes three times as long to start as openssl does to do it all. */
function row(id: string, run: TypicalRun & { readonly openssl: readonly string[] }): Row {
  const { args, exit = 0, openssl, opensslExit = 0 } = run;
  return {
    id,
    what: typed('llave', args),
    against: typed('openssl', openssl),
    rounds: 20,
    statistic: 'median',
    commands: [],
    programs: ['openssl'],
    prepare() {
      const cwd = prepared(run);
      return { ours: llave(args, { cwd, exit }), peer: program('openssl', openssl, { cwd, exit: opensslExit }) };
    },
  };
}

export const besideOpenssl: Topic = {
  topic: 'openssl',
  title: 'Each command beside the one of openssl that does it, whole processes',
  rows: commands.flatMap((command) => {
    const { openssl, ...run } = TYPICAL_RUNS[command] ?? { args: [] };
    return openssl === undefined ? [] : [row(command, { ...run, openssl })];
  }),
};
