import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { type TestCredential, testCertificate } from '../support/certificates.ts';
import { lineProcess } from '../support/line-process.ts';
import { llave } from '../support/llave.ts';
import { repository } from '../support/paths.ts';
import { peer } from '../support/peers.ts';
import { startServe } from '../support/serve.ts';
import { tempDir } from '../support/temp-dir.ts';

const run = promisify(execFile);
const unit = join(repository, 'templates', 'deploy', 'llave.service');
let credential: TestCredential;

beforeAll(async () => {
  credential = await testCertificate();
});

test('--status-address serves health and metrics on a port of its own', async () => {
  const server = await startServe(credential, ['--status-address', '0']);
  const { address, port } = await server.waitForRecord('status-listening');
  expect(address).toBe('127.0.0.1');
  expect(await (await fetch(`http://127.0.0.1:${port}/readyz`)).text()).toBe('ready\n');
  expect(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()).toContain('llave_connections 0');
  expect(await server.stop()).toMatchObject({ code: 0 });
});

test('a status address that is none is a usage error', async () => {
  expect((await llave(['serve', '--status-address', 'host:port'])).code).toBe(2);
});

describe('systemd', () => {
  const RECEIVER = `
import os, socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
print("bound", flush=True)
while True:
    data, fds, _, _ = socket.recv_fds(s, 4096, 8)
    for fd in fds:
        os.close(fd)
    print(data.decode().replace("\\n", " "), flush=True)
`;

  test('a service of Type=notify is told READY=1 and STOPPING=1', async () => {
    if (!peer('systemd-notify') || !peer('python3')) return console.warn('skipped: systemd-notify or python3 missing');
    const folder = tempDir();
    writeFileSync(join(folder, 'receive.py'), RECEIVER);
    const socket = join(folder, 'notify');
    const manager = lineProcess(peer('python3') as string, ['receive.py', socket], folder);
    await manager.waitFor(/bound/);
    const server = await startServe(credential, [], { env: { NOTIFY_SOCKET: socket } });
    await manager.waitFor(/READY=1/);
    await server.stop();
    await manager.waitFor(/STOPPING=1/);
  });

  test('the unit is one that systemd understands, and is well confined', async () => {
    const analyze = peer('systemd-analyze');
    if (!analyze) return console.warn('skipped: systemd-analyze is not installed');
    const folder = tempDir();
    const copy = join(folder, 'llave.service');
    writeFileSync(copy, readFileSync(unit, 'utf8').replace('/usr/bin/llave', '/bin/true'));
    const { stderr } = await run(analyze, ['verify', '--man=no', copy]);
    expect(stderr.split('\n').filter((line) => line.includes('llave.service'))).toEqual([]);
    const { stdout } = await run(analyze, ['security', '--offline=true', '--no-pager', copy]);
    expect(Number(/exposure level for \S+: ([\d.]+)/.exec(stdout)?.[1])).toBeLessThan(2);
  });

  test('every flag of the unit is one of ours', async () => {
    const line = /^ExecStart=\/usr\/bin\/llave serve (.*)$/m.exec(readFileSync(unit, 'utf8'))?.[1] as string;
    const { stdout } = await llave(['serve', '--help']);
    for (const flag of line.match(/--[\w-]+/g) ?? []) expect(stdout).toContain(flag);
  });
});
