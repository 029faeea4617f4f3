import { spawnSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { chmodSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type TestCredential, testCertificate } from '../support/certificates.ts';
import { LinePeer } from '../support/line-peer.ts';
import { llave, llaveJson, startLlave } from '../support/llave.ts';
import { expectSchema } from '../support/schema.ts';
import { startServe, writePair } from '../support/serve.ts';
import { tempDir } from '../support/temp-dir.ts';

let credential: TestCredential;

beforeAll(async () => {
  credential = await testCertificate();
});

test('the first line says where it listens and with what; SIGTERM drains', async () => {
  const server = await startServe(credential);
  expect(JSON.parse(server.stdout().split('\n', 1)[0] as string)).toEqual({
    event: 'listening',
    address: '::',
    port: server.port,
    fingerprint256: new X509Certificate(credential.cert).fingerprint256,
  });
  const v4 = await LinePeer.connect(server.port, 'v4');
  const v6 = await LinePeer.connect(server.port, 'v6', { host: '::1' });
  v4.send('secret text');
  await v6.waitFor(/secret text/);
  const { code, stdout, stderr } = await server.stop('SIGTERM');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  await v4.waitForClose();
  expect(v4.lines.at(-1)).toBe('* the server is shutting down');
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).event);
  expect(events).toEqual(
    expect.arrayContaining(['listening', 'connected', 'entered', 'said', 'left', 'draining', 'stopped']),
  );
  expect(stdout).not.toContain('secret text');
});

test('--json prints one document when it has stopped, its log on stderr', async () => {
  const cwd = tempDir();
  writePair(cwd, credential);
  const server = startLlave(['serve', '--port', '0', '--host', '127.0.0.1', '--log-format', 'json', '--json'], { cwd });
  const [, port] = await server.waitFor(/"port":(\d+)/, 'stderr');
  (await LinePeer.connect(Number(port), 'ana')).send('/quit');
  const { code, stdout } = await server.stop('SIGINT');
  expect(code).toBe(0);
  const document = JSON.parse(stdout);
  expectSchema(document);
  expect(document.result).toMatchObject({ address: '127.0.0.1', port: Number(port), connections: 1, messages: 0 });
});

test('for people the log is text, in their language', async () => {
  const cwd = tempDir();
  writePair(cwd, credential);
  const server = startLlave(['serve', '--port', '0', '--lang', 'es', '--log-messages'], { cwd });
  const [, port] = await server.waitFor(/escuchando en ::, puerto (\d+), SHA-256 del certificado ([0-9A-F]{2}:){31}/);
  const ana = await LinePeer.connect(Number(port), 'ana');
  ana.send('hola');
  await server.waitFor(/ana a lobby, mensaje 1: lo recibieron 0: hola/);
  await server.stop();
});

describe('certificates', () => {
  test('renewed files are served without a restart, to new connections, and nobody is dropped', async () => {
    const server = await startServe(credential);
    const before = await LinePeer.connect(server.port, 'before');
    const renewed = await testCertificate();
    for (const [name, pem] of Object.entries({ 'server.key': renewed.key, 'server.crt': renewed.cert })) {
      writeFileSync(join(server.cwd, `${name}.new`), pem);
      renameSync(join(server.cwd, `${name}.new`), join(server.cwd, name));
    }
    const { fingerprint256 } = await server.waitForRecord('certificate-loaded');
    expect(fingerprint256).toBe(new X509Certificate(renewed.cert).fingerprint256);
    for (const servername of [undefined, 'localhost']) {
      const after = await LinePeer.connect(server.port, undefined, servername ? { servername } : {});
      expect(after.socket.getPeerX509Certificate()?.fingerprint256).toBe(fingerprint256);
    }
    before.send('/ping');
    await before.waitFor(/pong/);
  });

  test('a pair that does not fit, or has expired, is refused with its code, and the old one stays', async () => {
    const server = await startServe(credential);
    writeFileSync(join(server.cwd, 'server.crt'), (await testCertificate()).cert);
    server.process.kill('SIGHUP');
    expect(await server.waitForRecord('certificate-refused')).toMatchObject({ problem: 'server-key-mismatch' });
    writePair(server.cwd, await testCertificate({ notBefore: new Date(0), notAfter: new Date(86_400_000) }));
    server.process.kill('SIGHUP');
    await server.waitForRecord('certificate-refused', /server-cert-expired/);
    const peer = await LinePeer.connect(server.port, 'ana');
    expect(peer.socket.getPeerX509Certificate()?.fingerprint256).toBe(server.fingerprint256);
  });

  test('with several pairs the client chooses by name', async () => {
    const cwd = tempDir();
    const pairs = { one: ['one.example'], wild: ['*.wild.example'] };
    for (const [name, hosts] of Object.entries(pairs))
      writePair(cwd, await testCertificate({ hosts, commonName: name }), name);
    const args = ['server', 'one', 'wild'].flatMap((name) => ['--key', `${name}.key`, '--cert', `${name}.crt`]);
    const server = await startServe(credential, args, { cwd });
    const subjects: Record<string, string | undefined> = {};
    for (const servername of ['one.example', 'a.wild.example', 'a.b.wild.example', 'other.example', '']) {
      const { socket } = await LinePeer.connect(server.port, undefined, servername ? { servername } : {});
      subjects[servername] = socket.getPeerX509Certificate()?.subject;
    }
    expect(subjects).toEqual({
      'one.example': 'CN=one',
      'a.wild.example': 'CN=wild',
      'a.b.wild.example': 'CN=localhost',
      'other.example': 'CN=localhost',
      '': 'CN=localhost',
    });
  });

  test('client certificates can be required, and give their owner its name', async () => {
    const ca = await testCertificate({ isCa: true, commonName: 'Test CA' });
    const cwd = tempDir();
    writeFileSync(join(cwd, 'ca.pem'), ca.cert);
    const args = ['--client-cert', 'require', '--ca', 'ca.pem', '--name-from-cert'];
    const server = await startServe(credential, args, { cwd });
    const eva = await testCertificate({ issuer: ca, commonName: 'Eva Luna', hosts: [] });
    const peer = await LinePeer.connect(server.port, undefined, eva);
    expect(await peer.waitFor(/you are/)).toBe('* you are Eva.Luna in lobby with 0 others');
    peer.send('/name other');
    expect(await peer.waitFor(/^!/)).toMatch(/^! bad-command .*certificate/);
    for (const options of [{}, await testCertificate({ commonName: 'nobody' })]) {
      const refused = await LinePeer.connect(server.port, undefined, options).catch((error: Error) => error);
      if (refused instanceof LinePeer) await refused.waitForClose();
      expect(refused instanceof LinePeer ? refused.lines : []).toEqual([]);
    }
  });
});

describe('what cannot work does not start', () => {
  test('a missing key says how to make one', async () => {
    const { code, json } = await llaveJson(['serve', '--port', '0']);
    expectSchema(json);
    expect({ code, error: json.error }).toMatchObject({
      code: 3,
      error: { code: 'ERR_INPUT_MISSING', params: { file: 'server.key' }, hints: ['make it with: llave genkey'] },
    });
  });

  test('a key of another certificate is refused with the finding that explains it', async () => {
    const cwd = tempDir();
    writePair(cwd, { key: (await testCertificate()).key, cert: credential.cert });
    const { code, json } = await llaveJson(['serve', '--port', '0'], { cwd });
    expect({ code, error: json.error }).toMatchObject({
      code: 3,
      error: {
        code: 'ERR_SERVE_CREDENTIAL',
        params: { problem: 'server-key-mismatch', key: 'server.key', cert: 'server.crt' },
      },
    });
  });

  test('an encrypted key needs its passphrase, from a file or the environment', async () => {
    const cwd = tempDir();
    const encrypted = createPrivateKey(credential.key).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'open sesame',
    }) as string;
    writePair(cwd, { key: encrypted, cert: credential.cert });
    const without = await llave(['serve', '--port', '0'], { cwd });
    expect(without).toMatchObject({ code: 3, stderr: expect.stringContaining('ERR_KEY_PASSPHRASE_MISSING') });
    const env = { PASS: 'open sesame' };
    await (await startServe({ key: encrypted, cert: credential.cert }, ['--passphrase-env', 'PASS'], { env })).stop();
    writeFileSync(join(cwd, 'pass'), 'wrong\n');
    const wrong = await llave(['serve', '--port', '0', '--passphrase-file', 'pass'], { cwd });
    expect(wrong).toMatchObject({ code: 3, stderr: expect.stringContaining('ERR_KEY_PASSPHRASE_WRONG') });
  });

  test('PKCS#12 that its passphrase does not open is refused with its finding', async () => {
    const cwd = tempDir();
    writePair(cwd, credential);
    const export_ = ['pkcs12', '-export', '-in', 'server.crt', '-inkey', 'server.key', '-passout', 'pass:one'];
    expect(spawnSync('openssl', [...export_, '-out', 'server.p12'], { cwd }).status).toBe(0);
    const files = ['--key', 'server.p12', '--cert', 'server.p12'];
    for (const [env, given] of [
      [{}, []],
      [{ PASS: 'two' }, ['--passphrase-env', 'PASS']],
    ] as const) {
      const { code, json } = await llaveJson(['serve', '--port', '0', ...files, ...given], { cwd, env });
      expect({ code, error: json.error }).toMatchObject({
        code: 3,
        error: { code: 'ERR_SERVE_CREDENTIAL', params: { problem: 'server-pfx-passphrase', key: 'server.p12' } },
      });
    }
    const opened = ['--passphrase-env', 'PASS'];
    const server = await startServe(credential, [...files, ...opened], { cwd, env: { PASS: 'one' } });
    expect(server.fingerprint256).toBe(new X509Certificate(credential.cert).fingerprint256);
  });

  test.each([
    [['--min-version', 'TLSv1.3', '--max-version', 'TLSv1.2'], 'server-version-range', 'empty'],
    [['--max-version', 'TLSv1.1'], 'server-version-range', 'empty'],
    [['--ciphers', 'NO-SUCH-CIPHER'], 'server-cipher-config', 'no-match'],
    [['--max-version', 'TLSv1.2', '--ciphers', 'ECDHE-RSA-AES256-GCM-SHA384'], 'server-cipher-config', 'not-for-key'],
  ])('%j would refuse every client', async (args, problem, detail) => {
    const cwd = tempDir();
    writePair(cwd, credential);
    const { code, json } = await llaveJson(['serve', '--port', '0', ...args], { cwd });
    expectSchema(json);
    expect({ code, error: json.error }).toMatchObject({
      code: 3,
      error: { code: 'ERR_SERVE_SETTINGS', params: { problem, detail } },
    });
  });

  test('versions and ciphers that leave something are served', async () => {
    const args = ['--max-version', 'TLSv1.2', '--ciphers', 'ECDHE-ECDSA-CHACHA20-POLY1305'];
    const server = await startServe(credential, args);
    const { socket } = await LinePeer.connect(server.port);
    expect(socket.getProtocol()).toBe('TLSv1.2');
    expect(socket.getCipher().name).toBe('ECDHE-ECDSA-CHACHA20-POLY1305');
  });

  test('a port in use exits 5', async () => {
    const server = await startServe(credential, ['--host', '127.0.0.1']);
    const again = await llave(['serve', '--host', '127.0.0.1', '--port', `${server.port}`], { cwd: server.cwd });
    expect(again.code).toBe(5);
    expect(again.stderr).toContain('ERR_SERVE_PORT_IN_USE');
  });

  test.each([
    [['--port', '65536'], 2],
    [['--key', 'a', '--key', 'b'], 2],
    [['--client-cert', 'require'], 2],
    [['--ca', 'x.pem'], 2],
  ])('%j exits %i', async (args, code) => {
    const { code: actual } = await llave(['serve', ...args]);
    expect(actual).toBe(code);
  });

  test('what only some clients will refuse is a warning', async () => {
    const cwd = tempDir();
    const old = await testCertificate({ hosts: [], notAfter: new Date(Date.now() - 1000), notBefore: new Date(0) });
    const server = await startServe(old, [], { cwd });
    chmodSync(join(cwd, 'server.key'), 0o644);
    await server.waitFor(/server-cert-expired[\s\S]*server-cert-no-san/, 'stderr');
    await server.stop();
    const again = startLlave(['serve', '--port', '0'], { cwd });
    await again.waitFor(/chmod 600 server\.key/, 'stderr');
    await again.stop();
  });
});
