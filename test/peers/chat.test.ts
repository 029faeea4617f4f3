import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { testCertificate } from '../support/certificates.ts';
import { type LineProcess, lineProcess } from '../support/line-process.ts';
import { startLlave } from '../support/llave.ts';
import { peer } from '../support/peers.ts';
import { type Serving, startServe } from '../support/serve.ts';

// One thread: before Python 3.13 a TLS socket breaks ("bad record mac") when two threads read and write it at once.
const PYTHON = `
import os, select, socket, ssl, sys
context = ssl.create_default_context(cafile="server.crt")
s = context.wrap_socket(socket.create_connection(("localhost", int(sys.argv[1]))), server_hostname="localhost")
s.setblocking(False)
while True:
    ready = select.select([s, 0], [], [])[0]
    if s in ready:
        try:
            data = s.recv(65536)
        except ssl.SSLWantReadError:
            continue
        if not data:
            break
        os.write(1, data)
    if 0 in ready:
        s.sendall(os.read(0, 65536))
`;

let server: Serving;

beforeAll(async () => {
  server = await startServe(await testCertificate(), ['--host', '127.0.0.1']);
  writeFileSync(join(server.cwd, 'client.py'), PYTHON);
});

const clients: Record<string, { program: string; start: () => LineProcess }> = {
  'openssl s_client': {
    program: 'openssl',
    start: () =>
      lineProcess(
        'openssl',
        ['s_client', '-quiet', '-verify_return_error', '-CAfile', 'server.crt', '-connect', `localhost:${server.port}`],
        server.cwd,
      ),
  },
  'ncat --ssl': {
    program: 'ncat',
    start: () =>
      lineProcess('ncat', ['--ssl-verify', '--ssl-trustfile', 'server.crt', 'localhost', `${server.port}`], server.cwd),
  },
  'Python ssl': {
    program: 'python3',
    start: () => lineProcess(peer('python3') as string, ['client.py', `${server.port}`], server.cwd),
  },
};

test.each(Object.entries(clients))('%s talks with llave chat, which verifies', async (what, { program, start }) => {
  if (peer(program) === undefined) return console.warn(`skipped: ${program} is not installed`);
  const name = what.replace(/\W+/g, '-');
  const room = `with-${name}`;
  const ana = startLlave(
    ['chat', `localhost:${server.port}`, '--ca', 'server.crt', '--name', `ana-${name}`, '--room', room],
    { cwd: server.cwd },
  );
  await ana.waitFor(new RegExp(`in ${room} with 0 others`));
  const other = start();
  await other.waitFor(/^\* llave\/\S+ send your name$/m);
  other.send(name, `/join ${room}`, 'hola ñandú');
  await other.waitFor(/^\+ \d+ 1$/m);
  await ana.waitFor(new RegExp(`^<${name}> hola ñandú$`, 'm'));
  ana.process.stdin.write('buenas\n');
  await other.waitFor(new RegExp(`^<ana-${name}> buenas$`, 'm'));
  ana.process.stdin.end();
  const { code, stdout, stderr } = await ana.done;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^\+ \d+ 1$/m);
  other.send('/quit');
  await other.waitFor(/^\* bye$/m);
});

test('three programs that we did not write talk to each other', async () => {
  const missing = Object.values(clients).filter(({ program }) => peer(program) === undefined);
  if (missing.length > 0) return console.warn(`skipped: ${missing.map(({ program }) => program)} not installed`);
  const members = Object.entries(clients).map(([what, { start }]) => ({ name: what.replace(/\W+/g, ''), it: start() }));
  for (const { name, it } of members) {
    it.send(name, '/join three');
    await it.waitFor(/in three with/);
  }
  for (const { name, it } of members) it.send(`I am ${name}`);
  for (const { name, it } of members) {
    for (const other of members.filter((member) => member.name !== name)) {
      await it.waitFor(new RegExp(`^<${other.name}> I am ${other.name}$`, 'm'));
    }
    await it.waitFor(/^\+ \d+ 2$/m);
  }
});
