import { spawnSync } from 'node:child_process';
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCertificates } from '../../src/pki/parse/bundle.ts';
import type { Certificate } from '../../src/pki/parse/certificate.ts';
import { parseCertificationRequest } from '../../src/pki/parse/certification-request.ts';
import { llave, llaveJson } from '../support/llave.ts';
import { validator } from '../support/schema.ts';
import { tempDir } from '../support/temp-dir.ts';

const PASSPHRASE = 'correct horse';
const env = { PW: PASSPHRASE };

/** Asks for the openssl commands in one folder, runs them in another one with the same files, and llave itself in the first. */
async function both(cwd: string, args: readonly string[]) {
  const name = args[0] === 'ca' ? 'ca-issue' : args[0]!;
  const before = readdirSync(cwd);
  const { json } = await llaveJson([...args, '--show-openssl'], { cwd, env });
  expect(validator(name)(json), JSON.stringify(validator(name).errors)).toBe(true);
  // It only shows.
  expect(readdirSync(cwd)).toEqual(before);
  const elsewhere = tempDir();
  spawnSync('cp', ['-r', `${cwd}/.`, elsewhere]);
  const { commands, loses } = json.result.openssl;
  const script = commands.join('\n');
  expect(JSON.stringify(json)).not.toContain(PASSPHRASE);
  const run = spawnSync('sh', ['-ec', script], { cwd: elsewhere, encoding: 'utf8', env: { ...process.env, ...env } });
  const ours = await llave(args, { cwd, env });
  return {
    openssl: (file: string) => readFileSync(join(elsewhere, file)),
    ours: (file: string) => readFileSync(join(cwd, file)),
    status: [ours.code, run.status],
    why: `${ours.stderr}\n${script}\n${run.stderr}`,
    loses: loses.map(({ code }: { code: string }) => code) as string[],
    elsewhere,
    output: run.stdout,
  };
}

function kind(key: KeyObject) {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  return { type, bits: details?.modulusLength, curve: details?.namedCurve };
}

/** What must be alike: all but serial number, key identifiers and the last second. */
function traits(certificate: Certificate) {
  const { notBefore, notAfter } = certificate.validity;
  return {
    version: certificate.version,
    subject: certificate.subject.key,
    issuer: certificate.issuer.key,
    days: Math.round((notAfter.getTime() - notBefore.getTime()) / 86_400_000),
    signature: certificate.signatureAlgorithm.name,
    extensions: certificate.extensions
      .filter(({ key }) => key !== 'subjectKeyIdentifier' && key !== 'authorityKeyIdentifier')
      .map(({ oid, critical, value }) => [oid, critical, value.toString('hex')])
      .sort(),
    identifiers: [
      certificate.extension('subjectKeyIdentifier') !== undefined,
      certificate.extension('authorityKeyIdentifier') !== undefined,
    ],
  };
}

const first = (pem: Buffer) => parseCertificates(pem)[0]!;

describe('genkey --show-openssl', () => {
  it.each([
    [['--bits', '3072']],
    [['--type', 'rsa-pss']],
    [['--curve', 'P-384']],
    [['--curve', 'secp256k1']],
    [['--curve', 'brainpoolP256r1']],
    [['--type', 'ed25519']],
    [['--type', 'ed448', '--encoding', 'der']],
    [['--type', 'ec', '--form', 'traditional']],
    [['--form', 'traditional', '--encoding', 'der']],
    [['--encoding', 'der']],
  ])('%j: the same kind of key', async (flags) => {
    const { openssl, ours, status, why, elsewhere } = await both(tempDir(), ['genkey', ...flags]);
    expect(status, why).toEqual([0, 0]);
    const der = flags.includes('der');
    const read = (bytes: Buffer) => {
      if (!der) return createPrivateKey(bytes);
      const type = !flags.includes('traditional') ? 'pkcs8' : 'pkcs1';
      return createPrivateKey({ key: bytes, format: 'der', type });
    };
    expect(kind(read(openssl('server.key')))).toEqual(kind(read(ours('server.key'))));
    expect(statSync(join(elsewhere, 'server.key')).mode & 0o777).toBe(0o600);
    if (!der)
      expect(openssl('server.key').toString().split('\n')[0]).toBe(ours('server.key').toString().split('\n')[0]);
  });

  it('encrypted with as many rounds, with its public half', async () => {
    const flags = ['--type', 'ec', '--encrypt', '--passphrase-env', 'PW', '--public', 'pub.pem'];
    const { openssl, status, why, loses } = await both(tempDir(), ['genkey', ...flags]);
    expect(status, why).toEqual([0, 0]);
    expect(kind(createPrivateKey({ key: openssl('server.key'), passphrase: PASSPHRASE })).curve).toBe('prime256v1');
    expect(loses).toContain('iterations');
    const dump = spawnSync('openssl', ['asn1parse', '-i'], { input: openssl('server.key'), encoding: 'utf8' });
    expect(dump.stdout).toContain('0927C0'); // 600,000
  });

  it('says where openssl has no such form', async () => {
    const { json } = await llaveJson(['genkey', '--form', 'jwk', '--show-openssl']);
    expect(json.result.openssl).toMatchObject({ commands: [], loses: [{ code: 'no-form' }] });
  });
});

describe('csr --show-openssl', () => {
  it.each([
    [['-s', '/C=CO/ST=Risaralda/O=Universidad Tecnológica/CN=chat', '-H', 'chat.example', '-H', '192.0.2.7']],
    [['-H', '*.example.org', '-H', 'uri:https://a.example/x?y=1,2', '-H', '2001:db8::1']],
    [['-s', 'CN=a+UID=b,O=c\\, d,C=CO', '-H', 'x.example']],
  ])('%j: the same request', async (flags) => {
    const cwd = tempDir();
    await llave(['genkey', '--type', 'ec'], { cwd });
    const { openssl, ours, status, why } = await both(cwd, ['csr', ...flags]);
    expect(status, why).toEqual([0, 0]);
    const read = (pem: Buffer) => {
      const base64 = pem.toString().replaceAll(/-----[^-]+-----/g, '');
      const { subject, extensions } = parseCertificationRequest(Buffer.from(base64, 'base64'));
      return {
        subject: subject.key,
        extensions: extensions.map(({ oid, critical, value }) => [oid, critical, value.toString('hex')]),
      };
    };
    expect(read(openssl('server.csr'))).toEqual(read(ours('server.csr')));
  });
});

describe('selfsign --show-openssl', () => {
  it.each([
    ['from nothing', []],
    ['with a key', ['--type', 'ec']],
    ['with an Ed25519 key', ['--type', 'ed25519']],
    ['with an RSA-PSS key', ['--type', 'rsa-pss']],
  ])('%s: the same certificate', async (_, key) => {
    const cwd = tempDir();
    if (key.length > 0) await llave(['genkey', ...key], { cwd });
    const { openssl, ours, status, why, loses } = await both(cwd, ['selfsign', '-H', 'localhost', '-H', '127.0.0.1']);
    expect(status, why).toEqual([0, 0]);
    expect(traits(first(openssl('server.crt')))).toEqual(traits(first(ours('server.crt'))));
    expect(loses).toContain('last-second');
    expect(new X509Certificate(openssl('server.crt')).checkPrivateKey(createPrivateKey(openssl('server.key')))).toBe(
      true,
    );
  });

  it.each([['server-client'], ['code-signing'], ['ca-root'], ['client']])('profile %s', async (profile) => {
    const cwd = tempDir();
    await llave(['genkey', '--type', 'ec'], { cwd });
    const args = ['selfsign', '--profile', profile, '-s', '/O=Example/CN=x', '--days', '90'];
    if (profile === 'server-client') args.push('-H', 'x.example');
    const { openssl, ours, status, why } = await both(cwd, args);
    expect(status, why).toEqual([0, 0]);
    expect(traits(first(openssl('server.crt')))).toEqual(traits(first(ours('server.crt'))));
  });

  it('from a request, whose extensions openssl would drop', async () => {
    const cwd = tempDir();
    await llave(['genkey', '--type', 'ec', '--encrypt', '--passphrase-env', 'PW'], { cwd, env });
    await llave(['csr', '-s', '/O=A & B/CN=x', '-H', 'x.example', '--passphrase-env', 'PW'], { cwd, env });
    const { openssl, ours, status, why, loses } = await both(cwd, ['selfsign', '--passphrase-env', 'PW']);
    expect(status, why).toEqual([0, 0]);
    expect(traits(first(openssl('server.crt')))).toEqual(traits(first(ours('server.crt'))));
    expect(loses).toContain('requester-unchecked');
  });
});

describe('ca issue --show-openssl', () => {
  it.each([[[]], [['--intermediate']]])('%j: the same certificate, which openssl accepts', async (flags) => {
    const cwd = tempDir();
    const made = await llave(['ca', 'create', '--for', 'example.org', '--passphrase-env', 'PW', ...flags], {
      cwd,
      env,
    });
    expect(made.code, made.stderr).toBe(0);
    const args = ['ca', 'issue', '-H', 'chat.example.org', '--passphrase-env', 'PW'];
    const { openssl, ours, status, why, loses, elsewhere } = await both(cwd, args);
    expect(status, why).toEqual([0, 0]);
    expect(traits(first(openssl('server.crt')))).toEqual(traits(first(ours('server.crt'))));
    expect(parseCertificates(openssl('server-fullchain.crt'))).toHaveLength(flags.length + 1);
    expect(loses).toContain('no-index');
    const verify = [
      'verify',
      '-x509_strict',
      '-CAfile',
      'ca/root.crt',
      '-untrusted',
      'server-fullchain.crt',
      'server.crt',
    ];
    expect(spawnSync('openssl', verify, { cwd: elsewhere }).status).toBe(0);
  });

  it('from a request', async () => {
    const cwd = tempDir();
    await llave(['ca', 'create', '--for', 'example.org', '--passphrase-env', 'PW'], { cwd, env });
    await llave(['genkey', '--type', 'ed25519'], { cwd });
    await llave(['csr', '-s', '/CN=chat', '-H', 'chat.example.org'], { cwd });
    const args = ['ca', 'issue', '--csr', 'server.csr', '--passphrase-env', 'PW', '--days', '30'];
    const { openssl, ours, status, why } = await both(cwd, args);
    expect(status, why).toEqual([0, 0]);
    expect(traits(first(openssl('server.crt')))).toEqual(traits(first(ours('server.crt'))));
  });
});

describe('verify --show-openssl', () => {
  it('the same answers', async () => {
    const cwd = tempDir();
    await llave(['ca', 'create', '--for', 'example.org', '--intermediate', '--passphrase-env', 'PW'], { cwd, env });
    await llave(['ca', 'issue', '-H', 'chat.example.org', '--passphrase-env', 'PW'], { cwd, env });
    const args = ['verify', 'server-fullchain.crt', '--ca', 'ca/root.crt', '--host'];
    const yes = await both(cwd, [...args, 'chat.example.org']);
    expect(yes.status, yes.why).toEqual([0, 0]);
    const no = await both(cwd, [...args, 'other.example.org']);
    expect(no.status[0]).toBe(1);
    expect(no.status[1], no.why).not.toBe(0);
    const late = await both(cwd, [...args, 'chat.example.org', '--at', '2045-01-01T00:00:00Z']);
    expect([late.status[0], late.status[1] === 0], late.why).toEqual([1, false]);
  });
});

describe('convert --show-openssl', () => {
  async function pair() {
    const cwd = tempDir();
    await llave(['selfsign', '-H', 'localhost'], { cwd });
    return cwd;
  }

  it.each([
    [['server.key', '--to', 'traditional', '-o', 'out.pem']],
    [['server.crt', '-o', 'out.der']],
    [['server.key', '--to', 'der', '-o', 'out.der']],
    [['server.crt', 'server.key', '--to', 'pem', '-o', 'out.pem']],
  ])('%j: the same content', async (args) => {
    const { openssl, ours, status, why } = await both(await pair(), ['convert', ...args]);
    expect(status, why).toEqual([0, 0]);
    const out = args.at(-1)!;
    if (args.includes('server.crt') && args.includes('server.key')) {
      expect(createPrivateKey(openssl(out)).equals(createPrivateKey(ours(out)))).toBe(true);
      expect(first(openssl(out)).der).toEqual(first(ours(out)).der);
    } else expect(openssl(out)).toEqual(ours(out));
  });

  it('to PKCS#12 and back', async () => {
    const cwd = await pair();
    const args = ['convert', 'server.crt', 'server.key', '-o', 'out.p12', '--out-passphrase-env', 'PW'];
    const there = await both(cwd, args);
    expect(there.status, there.why).toEqual([0, 0]);
    copyFileSync(join(there.elsewhere, 'out.p12'), join(cwd, 'theirs.p12'));
    const back = ['convert', 'theirs.p12', '--to', 'pem', '-o', 'back.pem', '--passphrase-env', 'PW'];
    const { openssl, ours, status, why } = await both(cwd, back);
    expect(status, why).toEqual([0, 0]);
    expect(createPrivateKey(openssl('back.pem')).equals(createPrivateKey(ours('server.key')))).toBe(true);
  });

  it('says what openssl cannot do', async () => {
    const cwd = await pair();
    const { json } = await llaveJson(['convert', 'server.key', '-o', 'out.jwk', '--show-openssl'], { cwd });
    expect(json.result.openssl.commands).toEqual([]);
  });
});
