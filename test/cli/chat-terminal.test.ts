import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { completeName } from '../../src/cli/chat/terminal.ts';
import { testCertificate } from '../support/certificates.ts';
import { LinePeer } from '../support/line-peer.ts';
import { cleanEnv } from '../support/llave.ts';
import { node, runFile } from '../support/paths.ts';
import { peer } from '../support/peers.ts';
import { startServe } from '../support/serve.ts';

test.each([
  ['an', [['ana: ', 'anita: '], 'an']],
  ['hola AN', [['ana ', 'anita '], 'AN']],
  ['hola ', [[], '']],
  ['x', [[], 'x']],
])('Tab after %j offers %j', (line, completions) => {
  expect(completeName(line, ['anita', 'ana', 'ben'])).toEqual(completions);
});

// A terminal for the program, with our pipes at its other end.
const PTY = 'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))';

test.skipIf(!peer('python3'))('at a terminal incoming text leaves the line that is being typed whole', async () => {
  const server = await startServe(await testCertificate());
  const ben = await LinePeer.connect(server.port, 'ben');
  const args = ['-c', PTY, node, runFile, 'chat', `localhost:${server.port}`, '--ca', 'server.crt', '--name', 'ana'];
  const child = spawn(peer('python3') as string, args, {
    cwd: server.cwd,
    env: { ...cleanEnv(server.cwd), TERM: 'xterm', LLAVE_LANG: 'es' },
  });
  let screen = '';
  const wake = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text;
    for (const look of wake) look();
  });
  const waitFor = (pattern: RegExp): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (pattern.test(screen)) resolve();
      };
      wake.add(look);
      look();
    });
  await waitFor(/eres ana, en lobby/);
  child.stdin.write('half a li');
  await waitFor(/half a li/);
  const before = screen.length;
  ben.send('interrupting');
  await waitFor(/interrupting[\s\S]*half a li/);
  // The message stands on a line of its own, and the unfinished input is drawn anew below it.
  expect(screen.slice(before)).toMatch(/<ben> interrupting\r\n[\s\S]*> half a li/);
  child.stdin.write('ne\r');
  expect(await ben.waitFor(/^<ana>/)).toBe('<ana> half a line');
  const ended = new Promise((resolve) => child.on('close', resolve));
  child.stdin.write('/quit\r');
  expect(await ended).toBe(0);
});
