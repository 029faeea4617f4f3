import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { splitPem, toPem } from '../../src/files/pem.ts';
import { parseCertificate } from '../../src/pki/parse/index.ts';
import { llave, llaveJson } from '../support/llave.ts';
import { peer } from '../support/peers.ts';
import { mustPeer, runPeer } from '../support/run-peer.ts';
import { expectSchema } from '../support/schema.ts';
import { tempDir } from '../support/temp-dir.ts';

const env = { SECRET: 'correct horse' };

async function ok(args: string[], cwd: string) {
  const result = await llaveJson(args, { cwd, env });
  expect(result.code, result.stdout).toBe(0);
  expectSchema(result.json);
  return result.json;
}

/** A CA with an intermediate, a good server certificate and a revoked one, and the lists. */
async function world(): Promise<string> {
  const cwd = tempDir();
  const secret = ['--passphrase-env', 'SECRET'];
  await ok(['ca', 'create', '--intermediate', '--for', 'example.org', '--for', '127.0.0.0/8', ...secret], cwd);
  await ok(['genkey', '--type', 'ec'], cwd);
  await ok(['ca', 'issue', '-H', 'a.example.org', '-H', '127.0.0.1', ...secret], cwd);
  await ok(['ca', 'issue', '-H', 'b.example.org', '-o', 'bad.crt', ...secret], cwd);
  await ok(['ca', 'revoke', 'bad.crt', '--reason', 'superseded'], cwd);
  await ok(['ca', 'crl', ...secret], cwd);
  return cwd;
}
let made: Promise<string> | undefined;
function shared(): Promise<string> {
  made ??= world();
  return made;
}

const ders = (file: string) => splitPem(readFileSync(file)).blocks.map(({ der }) => der);

describe('llave ca', { timeout: 120_000 }, () => {
  it('writes the leaf alone and the chain in order, without the root', async () => {
    const cwd = await shared();
    const [leaf] = ders(join(cwd, 'server.crt'));
    const [intermediate] = ders(join(cwd, 'ca', 'intermediate.crt'));
    expect(ders(join(cwd, 'server.crt'))).toHaveLength(1);
    expect(ders(join(cwd, 'server-fullchain.crt'))).toEqual([leaf, intermediate]);
  });

  it('encrypts its keys, and wants the passphrase', async () => {
    const cwd = await shared();
    expect(readFileSync(join(cwd, 'ca', 'root.key'), 'utf8')).toContain('ENCRYPTED PRIVATE KEY');
    const none = await llaveJson(['ca', 'issue', '-H', 'x.example.org', '-o', 'x.crt'], { cwd });
    expect(none.json.error).toMatchObject({ code: 'ERR_KEY_PASSPHRASE_MISSING', exit: 3 });
    const wrong = ['ca', 'issue', '-H', 'x.example.org', '-o', 'x.crt', '--passphrase-env', 'WRONG'];
    const failed = await llaveJson(wrong, { cwd, env: { WRONG: 'x' } });
    expect(failed.json.error).toMatchObject({ code: 'ERR_KEY_PASSPHRASE_WRONG', exit: 3 });
    expect(existsSync(join(cwd, 'x.crt'))).toBe(false);
    const bare = await llaveJson(['ca', 'create', '--no-input']);
    expect(bare.json.error).toMatchObject({ code: 'ERR_KEY_PASSPHRASE_MISSING' });
  });

  it('is accepted and refused by our own verify', async () => {
    const cwd = await shared();
    const common = ['--ca', 'ca/root.crt', '--intermediate', 'ca/intermediate.crt', '--crl', 'ca/crl.pem'];
    const good = await llaveJson(['verify', 'server.crt', '--host', 'a.example.org', ...common], { cwd });
    expect(good.code, good.stdout).toBe(0);
    const bad = await llaveJson(['verify', 'bad.crt', ...common], { cwd });
    expect(bad.code).toBe(1);
    expect(bad.stdout).toContain('"revoked"');
  });

  it('copies nothing from a request that the profile does not allow, and checks its signature', async () => {
    const cwd = tempDir();
    await ok(['ca', 'create', '--no-passphrase', '--for', 'example.org'], cwd);
    await ok(['genkey', '--type', 'ec', '-o', 'c.key'], cwd);
    await ok(['csr', '--key', 'c.key', '-s', '/O=Asked/CN=sub', '--profile', 'ca-root', '-o', 'c.csr'], cwd);
    const { result, warnings } = await ok(['ca', 'issue', '--csr', 'c.csr', '-H', 'c.example.org'], cwd);
    expect(result).toMatchObject({ csr: 'c.csr', key: { file: null, made: false } });
    expect(warnings.map(({ code }) => code)).toContain('WARN_EXTENSION_NOT_GRANTED');
    const leaf = parseCertificate(ders(join(cwd, 'server.crt'))[0]!);
    expect(leaf.basicConstraints?.ca).toBe(false);
    expect(leaf.keyUsage).toEqual(['digitalSignature']);
    const forged = Buffer.from(ders(join(cwd, 'c.csr'))[0]!);
    forged[forged.length - 3]! ^= 1;
    writeFileSync(join(cwd, 'forged.csr'), toPem('CERTIFICATE REQUEST', forged));
    const refused = await llaveJson(['ca', 'issue', '--csr', 'forged.csr', '-H', 'c.example.org', '-o', 'f.crt'], {
      cwd,
    });
    expect(refused.json.error).toMatchObject({ code: 'ERR_CSR_SIGNATURE' });
  });

  it('issues no authorities', async () => {
    const cwd = await shared();
    const args = ['ca', 'issue', '--profile', 'ca-intermediate', '-s', '/CN=x', '-o', 'sub.crt'];
    expect((await llaveJson(args, { cwd, env })).json.error).toMatchObject({ code: 'ERR_CA_PROFILE', exit: 2 });
  });

  it('throws its key away after one certificate, or never writes it', async () => {
    const cwd = tempDir();
    await ok(['ca', 'create', '--throwaway', '-H', 'a.org'], cwd);
    expect(existsSync(join(cwd, 'ca', 'root.key'))).toBe(false);
    const verified = await llave(['verify', 'server.crt', '--ca', 'ca/root.crt', '--host', 'a.org'], { cwd });
    expect(verified.code, verified.stdout).toBe(0);
    await ok(['ca', 'create', '--no-passphrase', '--dir', 'two', '--unconstrained'], cwd);
    await ok(['ca', 'issue', '--dir', 'two', '--throwaway', '-H', 'b.org', '-o', 'b.crt'], cwd);
    expect(existsSync(join(cwd, 'two', 'root.key'))).toBe(false);
    const again = await llaveJson(['ca', 'issue', '--dir', 'two', '-H', 'c.org', '-o', 'c.crt'], { cwd });
    expect(again.json.error).toMatchObject({ code: 'ERR_CA_KEY_GONE' });
  });
});

describe.skipIf(!peer('openssl'))('openssl', { timeout: 120_000 }, () => {
  const chain = ['-x509_strict', '-CAfile', 'ca/root.crt', '-untrusted', 'ca/intermediate.crt'];

  it('verifies the certificate with its lists, and refuses the revoked one', async () => {
    const cwd = await shared();
    const crls = ['-crl_check_all', '-CRLfile', 'ca/crl.pem'];
    expect(mustPeer('openssl', ['verify', ...chain, ...crls, 'server.crt'], '', cwd).stdout).toContain('OK');
    const bad = runPeer('openssl', ['verify', ...chain, ...crls, 'bad.crt'], '', cwd);
    expect(bad.stdout + bad.stderr).toContain('certificate revoked');
  });

  it('shows number and reason of the list', async () => {
    const cwd = await shared();
    const { stdout } = mustPeer('openssl', ['crl', '-in', 'ca/crl.pem', '-text', '-noout'], '', cwd);
    expect(stdout).toMatch(/X509v3 CRL Number:\s+1/);
    expect(stdout).toContain('Superseded');
  });

  it('refuses what a stolen key signs outside of the constraints', async () => {
    const cwd = tempDir();
    await ok(['ca', 'create', '--no-passphrase', '--for', 'example.org'], cwd);
    const request = ['req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'e.key', '-subj', '/CN=x', '-out', 'e.csr'];
    mustPeer('openssl', [...request, '-addext', 'subjectAltName=DNS:evil.com'], '', cwd);
    const sign = ['x509', '-req', '-in', 'e.csr', '-CA', 'ca/root.crt', '-CAkey', 'ca/root.key'];
    mustPeer('openssl', [...sign, '-copy_extensions', 'copy', '-out', 'e.crt'], '', cwd);
    const said = runPeer('openssl', ['verify', '-CAfile', 'ca/root.crt', 'e.crt'], '', cwd);
    expect(said.stdout + said.stderr).toContain('permitted subtree violation');
  });
});

describe.skipIf(!peer('certtool'))('certtool', { timeout: 120_000 }, () => {
  it('verifies the chain with its lists, and refuses the revoked one', async () => {
    const cwd = await shared();
    const root = readFileSync(join(cwd, 'ca', 'root.crt'), 'utf8');
    for (const [leaf, file] of [
      ['server.crt', 'good.pem'],
      ['bad.crt', 'bad.pem'],
    ] as const) {
      const intermediate = readFileSync(join(cwd, 'ca', 'intermediate.crt'), 'utf8');
      writeFileSync(join(cwd, file), readFileSync(join(cwd, leaf), 'utf8') + intermediate + root);
    }
    const args = ['--verify', '--load-ca-certificate', 'ca/root.crt', '--load-crl', 'ca/crl.pem', '--infile'];
    const good = runPeer('certtool', [...args, 'good.pem'], '', cwd);
    expect(good.stdout, good.stderr).toContain('The certificate is trusted');
    const bad = runPeer('certtool', [...args, 'bad.pem'], '', cwd);
    expect(bad.stdout + bad.stderr).toContain('revoked');
  });
});

describe.skipIf(!peer('keytool'))('keytool', { timeout: 120_000 }, () => {
  it('reads certificate and lists', async () => {
    const cwd = await shared();
    expect(mustPeer('keytool', ['-printcert', '-file', 'ca/root.crt'], '', cwd).stdout).toContain('NameConstraints');
    expect(mustPeer('keytool', ['-printcrl', '-file', 'ca/crl.pem'], '', cwd).stdout).toMatch(/CRLNumber|CRL Number/i);
  });
});
