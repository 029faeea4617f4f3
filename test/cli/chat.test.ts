import { beforeAll, describe, expect, test } from 'vitest';
import { type TestCredential, testCertificate } from '../support/certificates.ts';
import { LinePeer } from '../support/line-peer.ts';
import { llave, llaveJson, startLlave } from '../support/llave.ts';
import { expectSchema } from '../support/schema.ts';
import { type Serving, startServe } from '../support/serve.ts';

let credential: TestCredential;
let server: Serving;
const target = () => `localhost:${server.port}`;
const run = (args: readonly string[], stdin = '') => llave(['chat', target(), ...args], { cwd: server.cwd, stdin });

beforeAll(async () => {
  credential = await testCertificate();
  server = await startServe(credential);
});

test('a script sends lines, prints what comes, and ends when its input does', async () => {
  const { code, stdout, stderr } = await run(
    ['--ca', 'server.crt', '--name', 'bot', '--room', 'empty'],
    'one\n\n/who\n//two\n/nope\n',
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const lines = stdout.trimEnd().split('\n');
  expect(lines.filter((line) => !line.startsWith('!'))).toEqual([
    expect.stringMatching(/^\* llave\/\S+ send your name$/),
    '* you are bot in lobby with 0 others',
    '* you are bot in empty with 0 others',
    expect.stringMatching(/^\+ \d+ 0$/),
    '* 1 in empty: bot',
    expect.stringMatching(/^\+ \d+ 0$/),
    '* bye',
  ]);
  expect(stdout).toMatch(/^! unknown-command \/nope/m);
});

test('--json is one document with what was said and heard', async () => {
  const { code, json } = await llaveJson(['chat', target(), '--ca', 'server.crt', '--name', 'j', '--room', 'j'], {
    cwd: server.cwd,
    stdin: 'alone\n',
  });
  expectSchema(json);
  expect({ code, result: json.result }).toMatchObject({
    code: 0,
    result: { target: target(), name: 'j', dialect: 'llave-chat/1', sent: 1, received: 0, unheard: 1 },
  });
});

test('--stay goes on listening until a signal comes', async () => {
  const listener = startLlave(['chat', target(), '--ca', 'server.crt', '--name', 'ear', '--room', 'stay', '--stay'], {
    cwd: server.cwd,
  });
  listener.process.stdin.end();
  await listener.waitFor(/in stay with 0 others/);
  const ana = await LinePeer.connect(server.port, 'mouth');
  ana.send('/join stay', 'do you hear \u001b[2Jme?');
  await listener.waitFor(/^<mouth> do you hear \[2Jme\?$/m);
  expect(await listener.stop('SIGINT')).toMatchObject({ code: 0 });
});

describe('verifies by default', () => {
  test.each([
    [[], 5, 'ERR_CHAT_CERTIFICATE'],
    [['--ca', 'server.crt', '--servername', 'other.example'], 5, 'ERR_CHAT_CERTIFICATE'],
    [['--pin', `sha256/${'A'.repeat(43)}=`], 5, 'ERR_CHAT_PIN'],
    [['--pin', 'rubbish'], 2, 'ERR_USAGE_INVALID_VALUE'],
    [['--ca', 'absent.pem'], 3, 'ERR_INPUT_MISSING'],
    [['--ca', 'server.crt', '--name', 'no way'], 2, 'ERR_USAGE_INVALID_VALUE'],
  ])('%j exits %i with %s', async (args, code, error) => {
    const result = await run(args, 'text that must not be sent\n');
    expect({ code: result.code, stdout: result.stdout }).toEqual({ code, stdout: '' });
    expect(result.stderr).toContain(error);
  });

  test('--insecure says so', async () => {
    const { code, stderr } = await run(['--insecure', '--name', 'reckless'], '/quit\n');
    expect(code).toBe(0);
    expect(stderr).toContain('INSECURE');
  });
});

test('nobody there exits 5 and names doctor', async () => {
  const gone = await startServe(credential);
  await gone.stop();
  const { code, stderr } = await llave(['chat', `localhost:${gone.port}`, '--ca', 'server.crt'], { cwd: gone.cwd });
  expect(code).toBe(5);
  expect(stderr).toContain(`llave doctor localhost:${gone.port}`);
});

test('a server that stops while a script talks is a lost connection', async () => {
  const other = await startServe(credential);
  const client = startLlave(['chat', `localhost:${other.port}`, '--ca', 'server.crt', '--name', 'left'], {
    cwd: other.cwd,
  });
  await client.waitFor(/you are left/);
  await other.stop();
  const { code, stdout, stderr } = await client.done;
  expect(code).toBe(5);
  expect(stdout).toContain('* the server is shutting down');
  expect(stderr).toContain('ERR_CHAT_LOST');
});

test('a name that is taken exits 3', async () => {
  await LinePeer.connect(server.port, 'Taken');
  const { code, stderr } = await run(['--ca', 'server.crt', '--name', 'tAKEN']);
  expect(code).toBe(3);
  expect(stderr).toContain('name-taken');
});
