import { bareNode, freshDir, llave, type RunOptions } from '../harness/programs.ts';
import type { Row, Topic } from '../harness/row.ts';

const AGAINST = '`node -e 0`';
/** An output that is replaced each time. */
const GENKEY = ['genkey', '--type', 'ec', '--force'];
const SELFSIGN = ['selfsign', '-H', 'localhost', '--force'];

/** A whole process of llave against a Node that does nothing. */
function row(
  id: string,
  args: readonly string[],
  options: Partial<Row> & RunOptions & { before?: string[][] } = {},
): Row {
  const { before = [], exit, aim, commands = [args[0] as string] } = options;
  return {
    id,
    what: `\`llave ${args.filter((argument) => argument !== '--force').join(' ')}\``,
    against: AGAINST,
    rounds: 40,
    statistic: 'median',
    commands,
    ...(aim === undefined ? {} : { aim }),
    profile: args,
    prepare() {
      const cwd = freshDir();
      for (const line of before) llave(line, { cwd })();
      return { ours: llave(args, { cwd, ...(exit === undefined ? {} : { exit }) }), peer: bareNode };
    },
  };
}

export const startUp: Topic = {
  topic: 'start-up',
  title: 'Start-up: the whole process',
  rows: [
    row('version', ['--version'], { aim: 1.15, commands: [] }),
    row('help', ['--help'], { aim: 2.8, commands: [] }),
    row('help-genkey', ['genkey', '--help'], { aim: 2.8 }),
    row('explain', ['explain', 'ERR_USAGE'], { aim: 2.8 }),
    row('genkey-ec', GENKEY, { aim: 3.2 }),
    row('csr', ['csr', '-s', '/CN=localhost', '-H', 'localhost', '--force'], {
      before: [GENKEY],
      commands: ['csr', 'genkey'],
    }),
    row('selfsign-p256', SELFSIGN, { aim: 5, before: [GENKEY], commands: ['selfsign', 'genkey'] }),
    row('inspect', ['inspect', 'server.crt'], { before: [SELFSIGN], commands: ['inspect', 'selfsign'] }),
    row('verify', ['verify', 'server.crt', '--ca', 'server.crt'], {
      before: [SELFSIGN],
      commands: ['verify', 'selfsign'],
    }),
    row('doctor-refused', ['doctor', 'localhost:1'], { exit: 1 }),
  ],
};
