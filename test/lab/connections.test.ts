import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { cleanEnv } from '../support/llave.ts';
import { node, runFile } from '../support/paths.ts';
import { canMakeNamespaces, peer } from '../support/peers.ts';
import { selfSigned } from './certificates.ts';
import { withLab } from './network.ts';
import type { Lab } from './scenario.ts';

const PORT = 12345;
/** Design 1.4: the chat exchange needs two, and a healthy target costs at most two more. */
const HEALTHY = 4;

/** What leaves the client: connections that begin, and datagrams; those to the resolver are none of the target's. */
const COUNTER = [
  'table inet count {',
  '  counter begun {}',
  '  chain out {',
  '    type filter hook output priority 0;',
  '    tcp flags & (syn | ack) == syn counter name begun',
  '    udp dport != 53 counter name begun',
  '  }',
  '}',
].join('\n');

/** What doctor says that it opened, and what the kernel counted. SYNs that are sent again count once more: only for peers that answer. */
function counted({ client, folder }: Lab, ...args: readonly string[]) {
  client.firewall(COUNTER);
  const [program = '', ...words] = client.inside([node, runFile, 'doctor', ...args, '--json']);
  const { stdout } = spawnSync(program, words, { cwd: folder, env: cleanEnv(folder) as NodeJS.ProcessEnv });
  const { verdict, timing } = JSON.parse(stdout.toString()).result;
  const packets = /counter begun \{\s*packets (\d+)/.exec(client.run('nft', 'list', 'counters'))?.[1];
  return { cause: verdict.cause, said: timing.connections, made: Number(packets) };
}

describe.skipIf(!canMakeNamespaces() || !peer('nft'))('connections, counted by the kernel', () => {
  it('a healthy target costs no more than its budget, and no more than doctor says', () =>
    withLab(async (lab) => {
      await selfSigned(lab.folder);
      await lab.server.serve(PORT, node, runFile, 'serve');
      const { cause, said, made } = counted(lab, `${lab.v4}:${PORT}`, '--ca', 'server.crt');
      expect([cause, made]).toEqual([null, said]);
      expect(made).toBeLessThanOrEqual(HEALTHY);
    }));

  it('a refused one: every attempt is counted', () =>
    withLab(async (lab) => {
      const { cause, said, made } = counted(lab, `${lab.v4}:${PORT}`);
      expect([cause, made]).toEqual(['tcp-refused', said]);
      expect(made).toBeLessThanOrEqual(25);
    }));

  it.skipIf(!peer('openssl'))('a handshake that fails, with the whole battery behind it', () =>
    withLab(async (lab) => {
      await selfSigned(lab.folder);
      const files = ['-key', 'server.key', '-cert', 'server.crt', '-quiet'];
      await lab.server.serve(
        PORT,
        'openssl',
        's_server',
        '-accept',
        String(PORT),
        ...files,
        '-tls1_2',
        '-cipher',
        'ECDHE-ECDSA-CAMELLIA256-SHA384:ECDHE-ECDSA-AES256-CCM8',
      );
      const { cause, said, made } = counted(lab, `${lab.v4}:${PORT}`, '--ca', 'server.crt');
      expect([cause, made]).toEqual(['tls-no-shared-cipher', said]);
      expect(made).toBeLessThanOrEqual(25);
    }),
  );
});
