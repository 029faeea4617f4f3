import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freshDir, llave, program } from '../harness/programs.ts';
import type { Topic } from '../harness/row.ts';

const TARGETS = 2000;
const PORTS = 20;

/** TLS servers that greet at once, all in one process of its own, so that the client's time is what is measured. */
const SERVERS = `
  const { createServer } = require('node:tls');
  const { readFileSync } = require('node:fs');
  const options = { key: readFileSync('server.key'), cert: readFileSync('server.crt') };
  const ports = [];
  for (let left = ${PORTS}; left > 0; left -= 1) {
    const server = createServer(options, (socket) => { socket.on('error', () => {}); socket.write('hello\\r\\n'); socket.resume(); });
    server.on('tlsClientError', () => {});
    server.listen(0, '127.0.0.1', 1024, () => { if (ports.push(server.address().port) === ${PORTS}) console.log(ports.join(' ')); });
  }
`;

export const targets: Topic = {
  topic: 'targets',
  title: 'Many targets',
  rows: [
    {
      id: 'doctor-targets',
      what: `\`llave doctor --targets\` over ${TARGETS.toLocaleString('en')} local endpoints: chain, names, verdict each`,
      against: '`xargs -P 32 openssl s_client`, a handshake each',
      count: TARGETS,
      aimPerSecond: 300,
      rounds: 2,
      statistic: 'median',
      commands: ['doctor', 'selfsign'],
      programs: ['openssl', 'xargs'],
      async prepare() {
        const cwd = freshDir();
        llave(['selfsign', '-H', 'localhost', '-H', '127.0.0.1'], { cwd })();
        const servers = spawn(process.execPath, ['-e', SERVERS], { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
        const [line] = await new Promise<string[]>((resolve) => {
          servers.stdout.once('data', (data: Buffer) => resolve(String(data).trim().split('\n')));
        });
        const ports = line!.split(' ');
        const list = Array.from({ length: TARGETS }, (_, index) => `127.0.0.1:${ports[index % PORTS]}`);
        writeFileSync(join(cwd, 'targets.txt'), `${list.join('\n')}\n`);
        const client =
          'openssl s_client -quiet -no_ign_eof -CAfile server.crt -connect {} < /dev/null > /dev/null 2>&1';
        return {
          ours: llave(['doctor', '--targets', 'targets.txt', '--ca', 'server.crt', '--concurrency', '64'], {
            cwd,
          }),
          peer: program('xargs', ['-P', '32', '-I', '{}', '-a', 'targets.txt', 'sh', '-c', client], { cwd }),
          stop: () => void servers.kill(),
        };
      },
    },
  ],
};
