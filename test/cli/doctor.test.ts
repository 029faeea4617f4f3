import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testCertificate } from '../support/certificates.ts';
import { llave, type RunResult, startLlave } from '../support/llave.ts';
import { freePort } from '../support/ports.ts';
import { validator } from '../support/schema.ts';
import { tcpPeer } from '../support/tcp-peer.ts';
import { tempDir } from '../support/temp-dir.ts';

async function pair(): Promise<string> {
  const folder = tempDir();
  const { key, cert } = await testCertificate();
  writeFileSync(join(folder, 'server.key'), key, { mode: 0o600 });
  writeFileSync(join(folder, 'server.crt'), cert);
  return folder;
}

async function serving(cwd: string) {
  const server = startLlave(['serve', '--host', '127.0.0.1', '--port', '0', '--log-format', 'json'], { cwd });
  const [line] = await server.waitFor(/^\{.*"listening".*\}$/m);
  return { target: `localhost:${JSON.parse(line).port}`, stop: () => server.stop() };
}

function result({ stdout }: RunResult) {
  const document = JSON.parse(stdout);
  expect(validator('doctor')(document), JSON.stringify(validator('doctor').errors)).toBe(true);
  return document.result;
}

describe('llave doctor against llave serve', () => {
  it('is healthy with --ca, and a message came through', async () => {
    const cwd = await pair();
    const server = await serving(cwd);
    const run = await llave(['doctor', server.target, '--ca', 'server.crt', '--json'], { cwd });
    await server.stop();
    const { verdict, evidence, timing } = result(run);
    expect([run.code, verdict.status, verdict.cause]).toEqual([0, 'healthy', null]);
    expect(evidence['chat.exchange'].value).toMatchObject({ received: true });
    // The chat exchange needs two connections; beyond it at most two more, one for each address of localhost.
    expect(timing.connections).toBeLessThanOrEqual(4);
  });

  it('is self-signed without, and the fix names the file here', async () => {
    const cwd = await pair();
    const server = await serving(cwd);
    const run = await llave(['doctor', server.target, '--json'], { cwd });
    await server.stop();
    const { verdict, findings } = result(run);
    expect([run.code, verdict.cause]).toEqual([1, 'cert-self-signed']);
    expect(findings[0].fix[0].commands).toEqual([`llave doctor ${server.target} --ca server.crt`]);
  });

  it('is refused when it is stopped, and the fix starts it', async () => {
    const port = await freePort();
    const run = await llave(['doctor', `localhost:${port}`, '--json']);
    const { verdict, findings } = result(run);
    expect([run.code, verdict.cause]).toEqual([1, 'tcp-refused']);
    expect(findings[0].fix.flatMap(({ commands }: { commands: string[] }) => commands)).toContain(
      `llave serve --port ${port}`,
    );
  });
});

describe('llave doctor without a target', () => {
  it('examines the files here, serves with them, and connects', async () => {
    const run = await llave(['doctor', '--json'], { cwd: await pair() });
    expect([run.code, result(run).verdict.status]).toEqual([0, 'healthy']);
  });

  it('says what is missing in an empty directory', async () => {
    const run = await llave(['doctor', '--json']);
    expect([run.code, result(run).verdict.cause]).toEqual([1, 'server-file-missing']);
  });

  it('--fail-on warning makes a warning count', async () => {
    const cwd = await pair();
    chmodSync(join(cwd, 'server.key'), 0o644);
    const [plain, strict] = [
      await llave(['doctor'], { cwd }),
      await llave(['doctor', '--fail-on', 'warning'], { cwd }),
    ];
    expect([plain.code, strict.code]).toEqual([0, 1]);
    expect(plain.stdout).toContain('chmod 600 server.key');
  });
});

describe('what it prints', () => {
  it.each(['en', 'es'])('is at most twelve lines (%s)', async (lang) => {
    const run = await llave(['doctor', `localhost:${await freePort()}`, '--lang', lang]);
    expect(run.stdout.trimEnd().split('\n').length).toBeLessThanOrEqual(12);
    expect(run.stdout).toContain('tcp-refused');
    expect(run.stderr).toBe('');
  });

  it('names the alert that no finding explains', async () => {
    // A server that says access_denied to every hello.
    const { port, close } = await tcpPeer((socket) => {
      socket.once('data', () => socket.end(Buffer.from('15030300020231', 'hex')));
    });
    const { code, stdout } = await llave(['doctor', `127.0.0.1:${port}`], { cwd: tempDir() });
    close();
    expect(code).toBe(5);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('the TLS handshake (ALERT 49 access_denied)');
  });

  it('lists its findings', async () => {
    const run = await llave(['doctor', '--list-checks', '--json']);
    expect(result(run).checks.map(({ id }: { id: string }) => id)).toContain('firewall-drop-port');
  });
});

describe('bad command lines', () => {
  it.each([
    [['doctor', 'localhost:1', '--server'], 2],
    [['doctor', '--host', '::1'], 2],
    [['doctor', 'localhost:1', '--only', 'no-such-thing'], 2],
    [['doctor', 'localhost:1', '--cert', 'a.crt'], 2],
    [['doctor', 'localhost:1', '--timeout', '5'], 2],
    [['doctor', 'localhost:1', '--ca', 'missing.crt'], 3],
  ])('%j ends with %d', async (args, code) => {
    expect((await llave(args)).code).toBe(code);
  });

  it('takes a target that it cannot read for a finding', async () => {
    const run = await llave(['doctor', 'http://example.org', '--json']);
    expect([run.code, result(run).verdict.cause]).toEqual([1, 'local-target-invalid']);
  });
});
