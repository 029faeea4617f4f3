import { X509Certificate } from 'node:crypto';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type TestCredential, testCertificate } from '../support/certificates.ts';
import { llave, startLlave } from '../support/llave.ts';
import { validator } from '../support/schema.ts';
import { tempDir } from '../support/temp-dir.ts';
import { llaveAtTerminal } from '../support/terminal.ts';

function folderWith({ key, cert }: TestCredential): string {
  const folder = tempDir();
  writeFileSync(join(folder, 'server.key'), key, { mode: 0o600 });
  writeFileSync(join(folder, 'server.crt'), cert);
  return folder;
}

async function fixJson(cwd: string, ...args: string[]) {
  const { code, stdout } = await llave(['doctor', ...args, '--fix', '--json'], { cwd });
  const document = JSON.parse(stdout);
  expect(validator('doctor')(document), JSON.stringify(validator('doctor').errors)).toBe(true);
  return { code, ...document.result };
}

const mode = (cwd: string, file: string) => statSync(join(cwd, file)).mode & 0o777;

describe('llave doctor --fix', () => {
  it('shows what it would do and changes nothing while nobody agreed', async () => {
    const cwd = folderWith(await testCertificate());
    chmodSync(join(cwd, 'server.key'), 0o644);
    const { verdict, fixes } = await fixJson(cwd);
    expect(verdict.cause).toBe('server-key-world-readable');
    expect(fixes).toEqual([
      {
        codes: ['server-key-world-readable'],
        kind: 'private',
        file: 'server.key',
        status: 'proposed',
        from: '644',
        to: '600',
      },
    ]);
    expect(mode(cwd, 'server.key')).toBe(0o644);
  });

  it('repairs with --yes, looks again, and says how to take it back', async () => {
    const cwd = folderWith(await testCertificate());
    chmodSync(join(cwd, 'server.key'), 0o644);
    const { code, verdict, fixes } = await fixJson(cwd, '--yes');
    expect([code, verdict.status]).toEqual([0, 'healthy']);
    expect(fixes[0]).toMatchObject({ status: 'applied', undo: 'chmod 644 server.key' });
    expect(mode(cwd, 'server.key')).toBe(0o600);
  });

  it('asks at a terminal, and takes no for an answer', async () => {
    const cwd = folderWith(await testCertificate());
    chmodSync(join(cwd, 'server.key'), 0o644);
    const no = await llaveAtTerminal(['doctor', '--fix'], [{ shown: '[y/N]', type: 'n\r' }], cwd);
    expect([no.shown.includes('nothing was changed'), mode(cwd, 'server.key')]).toEqual([true, 0o644]);
    const yes = await llaveAtTerminal(['doctor', '--fix', '--lang', 'es'], [{ shown: '[s/N]', type: 's\r' }], cwd);
    expect([yes.code, mode(cwd, 'server.key')], yes.shown).toEqual([0, 0o600]);
    expect(yes.shown).toContain('para deshacerlo: chmod 644 server.key');
  });

  it('turns DER into PEM, for key and certificate in one go', async () => {
    const { key, cert } = await testCertificate();
    const cwd = folderWith({ key, cert });
    writeFileSync(join(cwd, 'server.crt'), new X509Certificate(cert).raw);
    const { verdict, fixes } = await fixJson(cwd, '--yes');
    expect([verdict.status, fixes[0].kind, fixes[0].backup]).toEqual(['healthy', 'pem', 'server.crt.bak']);
  });

  it('puts a chain in order that has its intermediate first', async () => {
    const root = await testCertificate({ commonName: 'root', isCa: true });
    const middle = await testCertificate({ commonName: 'middle', isCa: true, issuer: root });
    const leaf = await testCertificate({ issuer: middle });
    const cwd = folderWith({ key: leaf.key, cert: middle.cert + leaf.cert });
    writeFileSync(join(cwd, 'root.pem'), root.cert);
    const { verdict, fixes } = await fixJson(cwd, '--ca', 'root.pem', '--yes');
    expect([verdict.status, fixes[0].codes]).toEqual(['healthy', ['server-key-mismatch']]);
    expect(readFileSync(join(cwd, 'server.crt'), 'utf8')).toBe(leaf.cert + middle.cert);
  });

  it('makes the certificate of a running server anew with the name that it lacked; the server takes it up', async () => {
    const cwd = folderWith(await testCertificate({ commonName: 'chat', hosts: ['chat.example'] }));
    const server = startLlave(['serve', '--host', '127.0.0.1', '--port', '0', '--log-format', 'json'], { cwd });
    const [line] = await server.waitFor(/^\{.*"listening".*\}$/m);
    const target = `localhost:${JSON.parse(line).port}`;
    const { fixes } = await fixJson(cwd, target, '--ca', 'server.crt', '--yes');
    expect(fixes).toMatchObject([{ codes: ['cert-hostname'], kind: 'reissue', status: 'applied' }]);
    await server.waitFor(/certificate-loaded/);
    const again = await llave(['doctor', target, '--ca', 'server.crt'], { cwd });
    await server.stop();
    expect([again.code, again.stdout.split('\n')[0]]).toEqual([0, `✓ healthy: ${target} works`]);
    const after = new X509Certificate(readFileSync(join(cwd, 'server.crt')));
    expect(after.subjectAltName).toBe('DNS:chat.example, DNS:localhost');
  });

  it('leaves the certificate of somebody else’s server alone', async () => {
    const cwd = folderWith(await testCertificate({ hosts: ['chat.example'] }));
    const elsewhere = folderWith(await testCertificate({ hosts: ['other.example'] }));
    const server = startLlave(['serve', '--host', '127.0.0.1', '--port', '0', '--log-format', 'json'], {
      cwd: elsewhere,
    });
    const [line] = await server.waitFor(/^\{.*"listening".*\}$/m);
    const before = readFileSync(join(cwd, 'server.crt'));
    const { fixes } = await fixJson(cwd, `localhost:${JSON.parse(line).port}`, '--yes');
    await server.stop();
    expect(fixes).toMatchObject([{ kind: 'reissue', status: 'refused', because: 'file-not-here' }]);
    expect(readFileSync(join(cwd, 'server.crt'))).toEqual(before);
  });

  it('does not go with what was seen elsewhere, and --yes not without it', async () => {
    for (const args of [['--fix', '--replay', 'x.json'], ['--fix', '--record', 'x.json'], ['--yes']]) {
      const { code, stderr } = await llave(['doctor', ...args]);
      expect([code, stderr.includes('ERR_USAGE_FLAG_CONFLICT')]).toEqual([2, true]);
    }
  });
});
