import { createPublicKey, X509Certificate } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { splitPem } from '../../src/files/pem.ts';
import { readPkcs12 } from '../../src/pki/pkcs12/read.ts';
import { llaveJson } from '../support/llave.ts';
import { peer } from '../support/peers.ts';
import { mustPeer, runPeer } from '../support/run-peer.ts';
import { expectSchema } from '../support/schema.ts';
import { tempDir } from '../support/temp-dir.ts';

const SECRET = 'correct horse';
const env = { SECRET, ACCENT: 'contraseña' };
const secret = ['--passphrase-env', 'SECRET'];

async function ok(args: string[], cwd: string) {
  const result = await llaveJson(args, { cwd, env });
  expect(result.code, result.stdout).toBe(0);
  expectSchema(result.json);
  return result.json;
}

async function world(): Promise<string> {
  const cwd = tempDir();
  await ok(['ca', 'create', '--intermediate', '--no-passphrase', '--for', 'example.org'], cwd);
  await ok(['ca', 'issue', '-H', 'a.example.org'], cwd);
  await ok(['selfsign', '-H', 'other.org', '--key', 'other.key', '-o', 'other.crt'], cwd);
  return cwd;
}
let made: Promise<string> | undefined;
function shared(): Promise<string> {
  made ??= world();
  return made;
}
const read = (cwd: string, file: string) => readFileSync(join(cwd, file));
const der = (cwd: string, file: string) => splitPem(read(cwd, file)).blocks[0]!.der;

describe('convert', { timeout: 120_000 }, () => {
  it('puts a full chain in order, without the root and without strangers', async () => {
    const cwd = await shared();
    const inputs = ['ca/root.crt', 'other.crt', 'ca/intermediate.crt', 'server.crt'];
    const { result, warnings } = await ok(['convert', ...inputs, 'server.key', '-o', 'fullchain.pem'], cwd);
    const blocks = splitPem(read(cwd, 'fullchain.pem')).blocks.map((block) => block.der);
    expect(blocks).toEqual([der(cwd, 'server.crt'), der(cwd, 'ca/intermediate.crt')]);
    expect(result).toMatchObject({ format: 'fullchain', private: false, dropped: ['CN=other.org', expect.anything()] });
    expect(warnings.map(({ code }) => code)).toEqual(['WARN_UNRELATED', 'WARN_ROOT_LEFT_OUT']);
  });

  it.each([
    ['server.der', 'der'],
    ['copy.pem', 'pem'],
    ['copy.pub', 'openssh'],
    ['copy.jwk', 'jwk'],
  ])('server.crt to %s is %s, and public', async (out, format) => {
    const cwd = await shared();
    expect((await ok(['convert', 'server.crt', '-o', out], cwd)).result).toMatchObject({ format, private: false });
  });

  it('gives back what it was given: PEM, DER and PEM again', async () => {
    const cwd = await shared();
    await ok(['convert', 'server.crt', '-o', 'x.der'], cwd);
    await ok(['convert', 'x.der', '-o', 'x.pem'], cwd);
    expect(read(cwd, 'x.pem')).toEqual(read(cwd, 'server.crt'));
  });

  it.each([
    ['k.p8', 'pkcs8', 'BEGIN PRIVATE KEY'],
    ['k.jwk', 'jwk', '"d"'],
    ['k.pem', 'traditional', 'BEGIN RSA PRIVATE KEY'],
  ])('a key to %s (%s) is for its owner only', async (out, format, text) => {
    const cwd = await shared();
    await ok(['convert', 'server.key', '-o', out, '--to', format], cwd);
    expect(read(cwd, out).toString()).toContain(text);
    expect(statSync(join(cwd, out)).mode & 0o777).toBe(0o600);
    await ok(['convert', out, '-o', `${out}.back`, '--to', 'pkcs8'], cwd);
    expect(read(cwd, `${out}.back`)).toEqual(read(cwd, 'server.key'));
  });

  it.each([
    [['server.crt', '-o', 'a.what'], 'ERR_CONVERT_FORMAT'],
    [['server.crt', 'other.crt', '-o', 'a.der'], 'ERR_CONVERT_IMPOSSIBLE'],
    [['server.crt', '-o', 'a.p8'], 'ERR_CONVERT_IMPOSSIBLE'],
    [['other.key', 'server.crt', '-o', 'a.p12', ...secret], 'ERR_CONVERT_KEY_MISMATCH'],
    [['server.key', 'server.crt', '-o', 'a.p12'], 'ERR_KEY_PASSPHRASE_MISSING'],
    [['ca/ca.json', '-o', 'a.pem'], 'ERR_CONVERT_NOTHING'],
  ])('convert %j is refused with %s', async (args, code) => {
    const { json } = await llaveJson(['convert', ...args], { cwd: await shared(), env });
    expect(json.error?.code).toBe(code);
  });

  it('warns about a passphrase that Java cannot use', async () => {
    const args = ['convert', 'server.key', 'server.crt', '-o', 'accent.p12', '--passphrase-env', 'ACCENT'];
    const { warnings } = await ok(args, await shared());
    expect(warnings.map(({ code }) => code)).toContain('WARN_PASSPHRASE_NOT_ASCII');
  });
});

const INPUTS = ['server.key', 'server.crt', 'ca/intermediate.crt', 'ca/root.crt'];
let packed: Promise<string> | undefined;
function withPkcs12(): Promise<string> {
  packed ??= shared().then(async (cwd) => {
    await ok(['convert', ...INPUTS, '-o', 'server.p12', ...secret], cwd);
    return cwd;
  });
  return packed;
}

describe('PKCS#12 of ours', { timeout: 120_000 }, () => {
  it('is for its owner only, opens again with its passphrase, and not with another', async () => {
    const cwd = await withPkcs12();
    expect(statSync(join(cwd, 'server.p12')).mode & 0o777).toBe(0o600);
    const { keys, certificates } = readPkcs12(read(cwd, 'server.p12'), SECRET, 'f');
    expect(createPublicKey(keys[0]!).export({ type: 'spki', format: 'der' })).toEqual(
      new X509Certificate(read(cwd, 'server.crt')).publicKey.export({ type: 'spki', format: 'der' }),
    );
    expect(certificates.map((each) => each.der)).toEqual(INPUTS.slice(1).map((file) => der(cwd, file)));
    expect(() => readPkcs12(read(cwd, 'server.p12'), 'wrong', 'f')).toThrow('ERR_PKCS12_PASSPHRASE_WRONG');
  });

  it('opens in Node', async () => {
    const pfx = read(await withPkcs12(), 'server.p12');
    expect(() => createSecureContext({ pfx, passphrase: SECRET })).not.toThrow();
    expect(() => createSecureContext({ pfx, passphrase: 'wrong' })).toThrow();
  });

  it.skipIf(!peer('openssl'))('opens in openssl, with all that is in it', async () => {
    const cwd = await withPkcs12();
    const said = mustPeer(
      'openssl',
      ['pkcs12', '-in', 'server.p12', '-passin', `pass:${SECRET}`, '-nodes', '-info'],
      '',
      cwd,
    );
    expect(said.stdout.match(/BEGIN CERTIFICATE/g)).toHaveLength(3);
    expect(said.stdout).toContain('BEGIN PRIVATE KEY');
    expect(said.stderr).toMatch(/MAC: sha256/);
    expect(said.stderr).toMatch(/AES-256-CBC, Iteration 600000, PRF hmacWithSHA256/);
  });

  it.skipIf(!peer('keytool'))('opens in keytool: a key with its chain, and certificates to trust', async () => {
    const cwd = await withPkcs12();
    const list = (file: string) =>
      mustPeer('keytool', ['-list', '-v', '-keystore', file, '-storetype', 'PKCS12', '-storepass', SECRET], '', cwd)
        .stdout;
    expect(list('server.p12')).toMatch(/PrivateKeyEntry[\s\S]*chain length: 3/);
    await ok(['convert', 'ca/root.crt', '-o', 'trust.p12', ...secret], cwd);
    expect(list('trust.p12')).toContain('trustedCertEntry');
  });

  it.skipIf(!peer('certtool'))('opens in certtool', async () => {
    const args = ['--p12-info', '--inder', '--infile', 'server.p12', '--password', SECRET];
    expect(mustPeer('certtool', args, '', await withPkcs12()).stdout).toContain('BEGIN CERTIFICATE');
  });
});

describe('inspect', { timeout: 120_000 }, () => {
  it('shows what is in PKCS#12 with its passphrase, and says that it is closed without', async () => {
    const cwd = await withPkcs12();
    const kinds = async (args: string[]) =>
      (await ok(['inspect', 'server.p12', ...args], cwd)).result.files[0].items.map(
        (item: { kind: string }) => item.kind,
      );
    expect(await kinds([])).toEqual(['pkcs12']);
    expect(await kinds(secret)).toEqual(['private-key', 'certificate', 'certificate', 'certificate']);
    expect((await ok(['inspect', 'server.p12', ...secret], cwd)).warnings).toEqual([]);
    const wrong = await llaveJson(['inspect', 'server.p12', '--passphrase-env', 'ACCENT'], { cwd, env });
    expect(wrong.json.error).toMatchObject({ code: 'ERR_PKCS12_PASSPHRASE_WRONG', exit: 3 });
  });
});

describe('PKCS#12 of others', { timeout: 120_000 }, () => {
  const spki = (cwd: string) =>
    new X509Certificate(read(cwd, 'server.crt')).publicKey.export({ type: 'spki', format: 'der' });
  function expectOurs(cwd: string, file: string, certificates: number) {
    const opened = readPkcs12(read(cwd, file), SECRET, file);
    expect(opened.certificates).toHaveLength(certificates);
    expect(createPublicKey(opened.keys[0]!).export({ type: 'spki', format: 'der' })).toEqual(spki(cwd));
  }

  const pbe = (name: string) => ['-keypbe', name, '-certpbe', name, '-macalg', 'sha1'];
  it.skipIf(!peer('openssl')).each([
    ['the default', []],
    ['Triple DES', pbe('PBE-SHA1-3DES')],
    ['two-key Triple DES', pbe('PBE-SHA1-2DES')],
    ['AES-128, SHA-512', ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC', '-macalg', 'sha512']],
    ['no encryption', ['-keypbe', 'NONE', '-certpbe', 'NONE']],
    ['no MAC', ['-nomac']],
  ])('of openssl with %s opens', async (_, scheme) => {
    const cwd = await shared();
    const out = ['-out', 'openssl.p12', '-passout', `pass:${SECRET}`];
    const inputs = ['-inkey', 'server.key', '-in', 'server.crt', '-certfile', 'ca/intermediate.crt'];
    mustPeer('openssl', ['pkcs12', '-export', ...inputs, ...scheme, ...out], '', cwd);
    expectOurs(cwd, 'openssl.p12', 2);
  });

  it.skipIf(!peer('openssl')).each([
    ['RC2-40 and Triple DES: what Windows, Java 8 and openssl -legacy write', [], '3DES, RC2-40'],
    ['RC2-128', ['-certpbe', 'PBE-SHA1-RC2-128', '-keypbe', 'PBE-SHA1-RC2-128'], 'RC2-128'],
  ])('with %s opens, and inspect says that it is obsolete', async (_, scheme, names) => {
    const cwd = await shared();
    const out = ['-out', 'rc2.p12', '-passout', `pass:${SECRET}`];
    const inputs = ['-inkey', 'server.key', '-in', 'server.crt', '-certfile', 'ca/intermediate.crt'];
    mustPeer('openssl', ['pkcs12', '-export', '-legacy', ...inputs, ...scheme, ...out], '', cwd);
    expectOurs(cwd, 'rc2.p12', 2);
    expect(() => readPkcs12(read(cwd, 'rc2.p12'), 'wrong', 'f')).toThrow('ERR_PKCS12_PASSPHRASE_WRONG');
    const { warnings } = await ok(['inspect', 'rc2.p12', ...secret], cwd);
    expect(warnings).toMatchObject([{ code: 'WARN_OBSOLETE_ENCRYPTION', params: { file: 'rc2.p12' } }]);
    const { schemes } = warnings[0]!.params as { schemes: string };
    expect(schemes.split(', ').sort().join(', ')).toBe(names);
  });

  it.skipIf(!peer('openssl'))('with RC4 is refused with its own error', async () => {
    const cwd = await shared();
    const out = ['-out', 'rc4.p12', '-passout', `pass:${SECRET}`];
    const scheme = ['-certpbe', 'PBE-SHA1-RC4-128', '-keypbe', 'PBE-SHA1-RC4-128'];
    const inputs = ['-inkey', 'server.key', '-in', 'server.crt'];
    mustPeer('openssl', ['pkcs12', '-export', '-legacy', ...inputs, ...scheme, ...out], '', cwd);
    expect(() => readPkcs12(read(cwd, 'rc4.p12'), SECRET, 'f')).toThrow('ERR_PKCS12_UNSUPPORTED');
  });

  it.skipIf(!peer('openssl'))('with too many rounds is refused before they are gone through', async () => {
    const cwd = await shared();
    const out = ['-out', 'bomb.p12', '-passout', `pass:${SECRET}`];
    const inputs = ['-inkey', 'server.key', '-in', 'server.crt', '-nomac', '-iter', '3000001'];
    mustPeer('openssl', ['pkcs12', '-export', ...inputs, ...out], '', cwd);
    expect(() => readPkcs12(read(cwd, 'bomb.p12'), SECRET, 'f')).toThrow('ERR_PKCS12_COST');
  });

  it.skipIf(!peer('keytool'))('of keytool opens', async () => {
    const cwd = await withPkcs12();
    const to = ['-destkeystore', 'java.p12', '-deststoretype', 'PKCS12', '-deststorepass', SECRET];
    const from = ['-srckeystore', 'server.p12', '-srcstoretype', 'PKCS12', '-srcstorepass', SECRET];
    const run = runPeer('keytool', ['-importkeystore', ...from, ...to, '-noprompt'], '', cwd);
    expect(run.status, run.stdout + run.stderr).toBe(0);
    expectOurs(cwd, 'java.p12', 3);
  });

  it('that is cut or changed anywhere is refused, never a crash', async () => {
    const bytes = read(await withPkcs12(), 'server.p12');
    for (let at = 0; at < 300; at += 7) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 0x55;
      for (const each of [changed, bytes.subarray(0, at)]) {
        let code = 'opened';
        try {
          readPkcs12(each, SECRET, 'f');
        } catch (error) {
          code = (error as { code: string }).code;
        }
        expect(code).toMatch(/^ERR_PKCS12_/);
      }
    }
  });
});

describe.skipIf(!peer('openssl'))('public keys for OpenSSH', { timeout: 120_000 }, () => {
  it.each([
    ['rsa', []],
    ['ec', []],
    ['ec', ['--curve', 'P-521']],
    ['ed25519', []],
  ])('%s %j is what ssh-keygen makes of it', async (type, more) => {
    const cwd = tempDir();
    await ok(['genkey', '--type', type, ...more, '-o', 'k'], cwd);
    await ok(['convert', 'k', '-o', 'k.pub'], cwd);
    if (!peer('ssh-keygen')) return;
    expect(mustPeer('ssh-keygen', ['-l', '-f', 'k.pub'], '', cwd).stdout).toMatch(/SHA256:/);
    if (type === 'ed25519') return;
    writeFileSync(join(cwd, 'p8'), read(cwd, 'k'), { mode: 0o600 });
    const own = mustPeer('ssh-keygen', ['-y', '-f', 'p8'], '', cwd).stdout;
    expect(read(cwd, 'k.pub').toString().trim()).toBe(own.trim());
  });
});
