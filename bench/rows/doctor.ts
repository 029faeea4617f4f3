import { freshDir, llave, program, start } from '../harness/programs.ts';
import type { Topic } from '../harness/row.ts';

export const doctor: Topic = {
  topic: 'doctor',
  title: 'Doctor',
  rows: [
    {
      id: 'doctor-healthy',
      what: '`llave doctor` of the healthy reference server',
      against: '`openssl s_client` and a chat exchange by hand',
      rounds: 30,
      statistic: 'median',
      commands: ['doctor', 'serve', 'selfsign'],
      programs: ['openssl'],
      async prepare() {
        const cwd = freshDir();
        llave(['selfsign', '-H', 'localhost', '-H', '127.0.0.1'], { cwd })();
        const [server, listening] = await start(
          ['serve', '--host', '127.0.0.1', '--port', '0', '--log-format', 'json'],
          cwd,
          /"event":"listening".*"port":(\d+)/,
        );
        const target = `localhost:${listening[1]}`;
        const client = ['s_client', '-quiet', '-verify_return_error', '-CAfile', 'server.crt', '-connect', target];
        return {
          ours: llave(['doctor', target, '--ca', 'server.crt'], { cwd }),
          peer: program('openssl', client, { cwd, input: 'bench\nhello\n/quit\n' }),
          stop: () => void server.kill(),
        };
      },
    },
  ],
};
