import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { testCertificate } from '../support/certificates.ts';
import { LinePeer } from '../support/line-peer.ts';
import { type LineProcess, lineProcess } from '../support/line-process.ts';
import { llave } from '../support/llave.ts';
import { repository } from '../support/paths.ts';
import { peer } from '../support/peers.ts';
import { type Serving, startServe } from '../support/serve.ts';

// The system's Python: the one that Debian's python3-cryptography belongs to.
const PYTHON = '/usr/bin/python3';
const missing = peer('python3-cryptography') === undefined;
let server: Serving;
let rsaPort: number;

beforeAll(async () => {
  server = await startServe(await testCertificate(), ['--dialect', 'line:0,rsa:0']);
  rsaPort = Number((await server.waitForRecord('also-listening')).port);
  copyFileSync(join(repository, 'test', 'peers', 'rsa-client.py'), join(server.cwd, 'rsa-client.py'));
});

const join_ = async (name: string): Promise<LineProcess> => {
  const client = lineProcess(PYTHON, ['rsa-client.py', `${rsaPort}`, name], server.cwd);
  await client.waitFor(/ready/);
  return client;
};

test.skipIf(missing)('Python clients of dialect rsa read each other, and members of dialect line', async () => {
  const line = await LinePeer.connect(server.port, 'lina');
  const ana = await join_('Ana');
  await ana.waitFor(/^present lina$/m);
  const al = await join_('Al');
  await ana.waitFor(/^present Al$/m);
  await al.waitFor(/^present Ana$/m);
  await line.waitFor(/Al joined/);

  ana.send('hola a todos');
  await al.waitFor(/^\[Ana \] hola a todos$/m);
  await line.waitFor(/^<Ana> hola a todos$/);
  al.send('ñandú');
  await ana.waitFor(/^\[Al {2}\] ñandú$/m);
  const long = 'una línea muy larga '.repeat(30).trim();
  line.send(long);
  await ana.waitFor(/muy larga$/m);
  await line.waitFor(/^\+ \d+ 2$/);
  const parts = [...ana.output().matchAll(/^\[lina\] (.*)$/gm)].map(([, part]) => part);
  expect(parts.join('')).toBe(long);

  // A burst: every record stays a record, in order.
  line.send(...Array.from({ length: 40 }, (_, i) => `burst ${i}`));
  await al.waitFor(/burst 39$/m);
  expect([...al.output().matchAll(/burst (\d+)$/gm)].map(([, n]) => Number(n))).toEqual(
    Array.from({ length: 40 }, (_, i) => i),
  );
});

test.skipIf(missing)('a name that is taken gets a number; commands are answered by the server', async () => {
  const first = await join_('same');
  const second = await join_('same');
  await first.waitFor(/^present same-2$/m);
  second.send('/who');
  await second.waitFor(/^\[llave\] \* \d+ in lobby: .*same same-2/m);
});

test.each(['morse', 'line:1,rsa:1', 'line:99999'])('--dialect %s is a usage error', async (value) => {
  expect((await llave(['serve', '--dialect', value])).code).toBe(2);
});
