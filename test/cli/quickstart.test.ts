import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LinePeer } from '../support/line-peer.ts';
import { llave, llaveJson, startLlave } from '../support/llave.ts';
import { expectSchema } from '../support/schema.ts';
import { tempDir } from '../support/temp-dir.ts';

test('makes the three files, serves, and shows a healthy verdict', async () => {
  const cwd = tempDir();
  const { code, json: document } = await llaveJson(['quickstart', '--exit', '--port', '0'], { cwd });
  expectSchema(document);
  expect(code).toBe(0);
  const { files, doctor } = document.result as {
    files: { made: boolean }[];
    doctor: { verdict: object; evidence: Record<string, { state: string }> };
  };
  expect(files.map(({ made }) => made)).toEqual([true, true, true]);
  expect(doctor.verdict).toMatchObject({ status: 'healthy', cause: null });
  expect(doctor.evidence['chat.exchange']?.state).toBe('ok');
  expect(statSync(join(cwd, 'server.key')).mode & 0o777).toBe(0o600);
  const certificate = new X509Certificate(readFileSync(join(cwd, 'server.crt')));
  expect(certificate.checkHost('localhost')).toBe('localhost');
  expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
});

test('keeps what is there, and asks the server by a name that its certificate is for', async () => {
  const cwd = tempDir();
  await llave(['selfsign', '-H', 'chat.example.org'], { cwd });
  const before = readFileSync(join(cwd, 'server.crt'));
  const { code, stdout } = await llave(['quickstart', '--exit', '--port', '0'], { cwd });
  expect(code).toBe(0);
  expect(readFileSync(join(cwd, 'server.crt'))).toEqual(before);
  expect(stdout).toContain('kept server.crt');
  expect(stdout).toContain('healthy');
});

test('takes another port where the wanted one is taken', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '::', resolve));
  const { port } = taken.address() as { port: number };
  try {
    const { code, stdout } = await llave(['quickstart', '--exit', '--port', String(port)]);
    expect(code).toBe(0);
    expect(stdout).toContain(`port ${port} is taken`);
  } finally {
    taken.close();
  }
});

test('serves on until it is stopped', async () => {
  const quickstart = startLlave(['quickstart', '--port', '0']);
  const [, port] = await quickstart.waitFor(/llave chat localhost:(\d+)/);
  const peer = await LinePeer.connect(Number(port), 'ana');
  peer.send('/ping');
  await peer.waitFor(/pong/);
  const { code } = await quickstart.stop('SIGINT');
  expect(code).toBe(0);
});

test('a key and a certificate that do not fit end it, and nothing is overwritten', async () => {
  const cwd = tempDir();
  await llave(['selfsign', '-H', 'localhost'], { cwd });
  await llave(['genkey', '--type', 'ec', '--force'], { cwd });
  const before = readFileSync(join(cwd, 'server.crt'));
  const { code, stderr } = await llave(['quickstart', '--exit', '--port', '0'], { cwd });
  expect(code).toBe(3);
  expect(stderr).toMatch(/ERR_/);
  expect(readFileSync(join(cwd, 'server.crt'))).toEqual(before);
});
