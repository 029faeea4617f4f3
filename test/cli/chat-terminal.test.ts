import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { completeName } from '../../src/cli/chat/terminal.ts';
import { testCertificate } from '../support/certificates.ts';
import { atEndOfFile } from '../support/end-of-file.ts';
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

/** `llave chat` at a terminal, in Spanish, as ana. */
class ChatScreen {
  text = '';
  readonly ended: Promise<number | null>;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #wake = new Set<() => void>();

  constructor({ port, cwd }: { readonly port: number; readonly cwd: string }, args: readonly string[] = []) {
    const chat = ['chat', `localhost:${port}`, '--ca', 'server.crt', '--name', 'ana', ...args];
    this.#child = spawn(peer('python3') as string, ['-c', PTY, node, runFile, ...chat], {
      cwd,
      env: { ...cleanEnv(cwd), TERM: 'xterm', LLAVE_LANG: 'es' },
    });
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.text += text;
      for (const look of this.#wake) look();
    });
    this.ended = new Promise((resolve) => this.#child.on('close', resolve));
    // A test that fails leaves it where it was.
    atEndOfFile(() => void this.#child.kill('SIGKILL'));
  }

  type(text: string): void {
    this.#child.stdin.write(text);
  }

  /** Waits until the screen shows that, behind `from`. @returns where the screen ends then */
  waitFor(pattern: RegExp, from = 0): Promise<number> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!pattern.test(this.text.slice(from))) return;
        this.#wake.delete(look);
        resolve(this.text.length);
      };
      this.#wake.add(look);
      look();
    });
  }
}

describe.skipIf(!peer('python3'))('at a terminal', () => {
  test('incoming text leaves the line that is being typed whole', async () => {
    const server = await startServe(await testCertificate());
    const ben = await LinePeer.connect(server.port, 'ben');
    const screen = new ChatScreen(server);
    await screen.waitFor(/eres ana, en lobby/);
    screen.type('half a li');
    const before = await screen.waitFor(/half a li/);
    ben.send('interrupting');
    await screen.waitFor(/interrupting[\s\S]*half a li/);
    // The message stands on a line of its own, and the unfinished input is drawn anew below it.
    expect(screen.text.slice(before)).toMatch(/<ben> interrupting\r\n[\s\S]*> half a li/);
    screen.type('ne\r');
    expect(await ben.waitFor(/^<ana>/)).toBe('<ana> half a line');
    screen.type('/quit\r');
    expect(await screen.ended).toBe(0);
  });

  test('a server that is killed and comes back: name and room are kept, and what it did not confirm is named', async () => {
    const credential = await testCertificate();
    const server = await startServe(credential);
    const ben = await LinePeer.connect(server.port, 'ben');
    ben.send('/join dev');
    await ben.waitFor(/in dev/);
    const screen = new ChatScreen(server);
    await screen.waitFor(/eres ana, en lobby/);
    screen.type('/name eva\r/join dev\r');
    await screen.waitFor(/eres eva, en dev/);
    // The receipt comes before the answer to what is asked next.
    screen.type('confirmed\r/who\r');
    expect(await ben.waitFor(/^<eva>/)).toBe('<eva> confirmed');
    await screen.waitFor(/2 en dev/);

    server.process.kill('SIGSTOP');
    screen.type('into the dark\r');
    const dark = await screen.waitFor(/into the dark/);
    server.process.kill('SIGKILL');
    const lost = await screen.waitFor(/se perdió la conexión/, dark);
    expect(screen.text.slice(dark, lost)).toMatch(/sin acuse de recibo[^\r\n]*: into the dark/);
    expect(screen.text.slice(dark, lost)).not.toContain('confirmed');
    screen.type('nobody there\r');
    await screen.waitFor(/no hay conexión: eso no se envió/, lost);

    const again = await startServe(credential, ['--port', String(server.port)], { cwd: server.cwd });
    expect(again.port).toBe(server.port);
    const back = await screen.waitFor(/eres eva, en dev/, lost);
    const eve = await LinePeer.connect(again.port, 'eve');
    eve.send('/join dev');
    await screen.waitFor(/eve entró en dev/, back);
    screen.type('back again\r');
    expect(await eve.waitFor(/^<eva>/)).toBe('<eva> back again');
    eve.send('welcome');
    await screen.waitFor(/<eve> welcome/, back);
    screen.type('/quit\r');
    expect(await screen.ended).toBe(0);
  });

  test('a server that stays away: patience ends in the verdict of doctor', async () => {
    const server = await startServe(await testCertificate());
    const screen = new ChatScreen(server, ['--reconnect', '1']);
    await screen.waitFor(/eres ana, en lobby/);
    server.process.kill('SIGKILL');
    expect(await screen.ended).toBe(5);
    expect(screen.text).toMatch(/se perdió la conexión/);
    expect(screen.text).toContain('[tcp-refused]');
    expect(screen.text).toContain('llave doctor');
  });
});
