import { TOOLS } from '../../test/lab/compare/tools.ts';
import { freshDir, llave, program, start } from '../harness/programs.ts';
import type { Job, Pair, Row, Topic } from '../harness/row.ts';

/** Doctor beside a peer, both asked about the same healthy reference server on this machine. */
async function healthy(peer: (port: string, cwd: string) => Job): Promise<Pair> {
  const cwd = freshDir();
  llave(['selfsign', '-H', 'localhost', '-H', '127.0.0.1'], { cwd })();
  const [server, listening] = await start(
    // Scanners leave connections behind by the hundred, and would be refused the next time.
    ['serve', '--host', '127.0.0.1', '--port', '0', '--max-per-address', '4096', '--log-format', 'json'],
    cwd,
    /"event":"listening".*"port":(\d+)/,
  );
  const port = listening[1]!;
  return {
    ours: llave(['doctor', `localhost:${port}`, '--ca', 'server.crt'], { cwd }),
    peer: peer(port, cwd),
    stop: () => void server.kill(),
  };
}

const what = '`llave doctor` of the healthy reference server';

/** By its manual testssl.sh counts situations in which it was unsure, and goes on; 50 and above are failures. */
const finished = (status: number) => status < 50;

/** A scanner, called as in the lab: it lists what it finds, and no verdict is among it. */
function besideScanner(name: string, lists: string, rounds: number): Row {
  const tool = TOOLS.find((each) => each.name === name)!;
  return {
    id: `doctor-healthy-${name.replace('.sh', '')}`,
    what,
    against: `\`${name}\`: ${lists}`,
    rounds,
    statistic: 'median',
    commands: ['doctor', 'serve', 'selfsign'],
    programs: [tool.program],
    prepare: () =>
      healthy((port, cwd) => {
        const target = { host: 'localhost', port, ca: 'server.crt', servername: undefined, alpn: undefined };
        return program(tool.program, tool.words(target), { cwd, exit: tool.name === 'testssl.sh' ? finished : 0 });
      }),
  };
}

export const doctor: Topic = {
  topic: 'doctor',
  title: 'Doctor: time to the verdict of a healthy target',
  note: 'How long it takes for each fault of the lab, and how long the same tools do: [lab.md](lab.md).',
  rows: [
    {
      id: 'doctor-healthy',
      what,
      against: '`openssl s_client` and a chat exchange by hand',
      rounds: 30,
      statistic: 'median',
      commands: ['doctor', 'serve', 'selfsign'],
      programs: ['openssl'],
      prepare: () =>
        healthy((port, cwd) => {
          const target = `localhost:${port}`;
          const client = ['s_client', '-quiet', '-verify_return_error', '-CAfile', 'server.crt', '-connect', target];
          return program('openssl', client, { cwd, input: 'bench\nhello\n/quit\n' });
        }),
    },
    besideScanner('testssl.sh', 'protocols and server defaults', 3),
    besideScanner('sslscan', 'protocols, ciphers, groups, certificate', 10),
    besideScanner('nmap', 'scripts `ssl-cert`, `ssl-enum-ciphers`, `banner`', 5),
  ],
};
