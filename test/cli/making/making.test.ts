import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { splitPem } from '../../../src/files/pem.ts';
import { parseCertificate, parseCertificationRequest } from '../../../src/pki/parse/index.ts';
import { llave, llaveJson } from '../../support/llave.ts';
import { expectSchema } from '../../support/schema.ts';
import { tempDir } from '../../support/temp-dir.ts';
import { asNobody, canRunAsNobody } from '../../support/unprivileged.ts';

const der = (file: string) => splitPem(readFileSync(file)).blocks[0]!.der;

async function ok(args: string[], cwd: string, env: Record<string, string> = {}) {
  const result = await llaveJson(args, { cwd, env });
  expect(result.code, result.stdout).toBe(0);
  expectSchema(result.json);
  return result.json.result;
}

describe.concurrent('genkey', { timeout: 120_000 }, () => {
  it('makes RSA 2048 in server.key, mode 0600, under any umask', async () => {
    const { code, stdout, cwd } = await llave(['genkey'], { umask: 0 });
    expect(code).toBe(0);
    expect(stdout).toContain('RSA 2048');
    expect(statSync(join(cwd, 'server.key')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(cwd, 'server.key'), 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  });

  it.each([
    [['--type', 'rsa', '--bits', '3072'], { type: 'rsa', bits: 3072 }],
    [['--type', 'rsa-pss'], { type: 'rsa-pss', bits: 2048 }],
    [['--type', 'ec'], { type: 'ec', curve: 'P-256' }],
    [['--curve', 'prime256v1'], { type: 'ec', curve: 'P-256' }],
    [['--type', 'ec', '--curve', 'p-521'], { type: 'ec', curve: 'P-521' }],
    [['--type', 'ed25519'], { type: 'ed25519' }],
    [['--type', 'ed448'], { type: 'ed448' }],
    [['--type', 'ml-dsa'], { type: 'ml-dsa', level: 65 }],
    [['--level', '87'], { type: 'ml-dsa', level: 87 }],
  ])('genkey %j', async (args, key) => {
    expect((await ok(['genkey', ...args], tempDir())).key).toMatchObject(key);
  });

  it('encrypts with a passphrase from a file or a variable, and takes either for the wish to encrypt', async () => {
    const cwd = tempDir();
    writeFileSync(join(cwd, 'pass'), 'first line\nsecond');
    expect((await ok(['genkey', '--type', 'ec', '--passphrase-file', 'pass'], cwd)).key.encrypted).toBe(true);
    expect(readFileSync(join(cwd, 'server.key'), 'utf8')).toContain('ENCRYPTED PRIVATE KEY');
    const env = { SECRET: 'first line' };
    const csr = await ok(['csr', '-H', 'localhost', '--passphrase-env', 'SECRET'], cwd, env);
    expect(csr.csr.names).toEqual([{ type: 'dns', value: 'localhost' }]);
    await ok(['genkey', '--type', 'ec', '--encrypt', '--passphrase-env', 'SECRET', '-o', 'k2'], cwd, env);
    expect(readFileSync(join(cwd, 'k2'), 'utf8')).toContain('ENCRYPTED PRIVATE KEY');
  });

  it('writes the public key too, and to stdout what it is told to', async () => {
    const cwd = tempDir();
    await ok(['genkey', '--type', 'ec', '--public', 'public.pem'], cwd);
    expect(statSync(join(cwd, 'public.pem')).mode & 0o044).toBe(0o044);
    const { stdout } = await llave(['genkey', '--type', 'ec', '-o', '-']);
    expect(stdout).toMatch(/^-----BEGIN PRIVATE KEY-----\n[\s\S]+\n-----END PRIVATE KEY-----\n$/);
    const { stdout: piped } = await llave(['csr', '--key', '-', '-H', 'localhost', '-o', '-'], { stdin: stdout });
    expect(piped).toMatch(/^-----BEGIN CERTIFICATE REQUEST-----\n[\s\S]+\n-----END CERTIFICATE REQUEST-----\n$/);
  });

  it('replaces a key of mode 0644 by one of 0600, with --force only', async () => {
    const cwd = tempDir();
    const file = join(cwd, 'server.key');
    writeFileSync(file, 'old', { mode: 0o644 });
    expect(await llave(['genkey', '--type', 'ec'], { cwd, umask: 0 })).toMatchObject({ code: 4 });
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(await llave(['genkey', '--type', 'ec', '--force'], { cwd, umask: 0 })).toMatchObject({ code: 0 });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(cwd)).toEqual(['server.key']);
  });

  it.each([
    [['--type', 'ec', '--bits', '2048'], 'ERR_USAGE_FLAG_CONFLICT', 2],
    [['--type', 'rsa', '--curve', 'P-256'], 'ERR_USAGE_FLAG_CONFLICT', 2],
    [['--type', 'ed25519', '--level', '44'], 'ERR_USAGE_FLAG_CONFLICT', 2],
    [['--bits', '1024'], 'ERR_USAGE_INVALID_VALUE', 2],
    [['--bits', '2049'], 'ERR_USAGE_INVALID_VALUE', 2],
    [['--type', 'dsa'], 'ERR_USAGE_INVALID_VALUE', 2],
    [['--curve', 'P-192'], 'ERR_USAGE_INVALID_VALUE', 2],
    [['--type', 'ed25519', '--form', 'traditional'], 'ERR_KEY_FORM_UNSUPPORTED', 2],
    [['--form', 'jwk', '--encoding', 'der'], 'ERR_KEY_FORM_ENCODING', 2],
    [['--form', 'traditional', '--encrypt'], 'ERR_KEY_FORM_NOT_ENCRYPTABLE', 2],
    [['--encrypt'], 'ERR_KEY_PASSPHRASE_MISSING', 3],
    [['--passphrase-env', 'UNSET'], 'ERR_PASSPHRASE_UNAVAILABLE', 3],
    [['--passphrase-file', 'missing'], 'ERR_INPUT_MISSING', 3],
    [['-o', 'no/k'], 'ERR_OUTPUT_DIRECTORY_MISSING', 4],
    [['-o', '.'], 'ERR_OUTPUT_IS_DIRECTORY', 4],
    [['--public', 'server.key'], 'ERR_OUTPUT_SAME_FILE', 2],
  ])('genkey %j is refused with %s, and writes nothing', async (args, code, exit) => {
    const result = await llaveJson(['genkey', ...args]);
    expect(result.json.error).toMatchObject({ code, exit });
    expect(result.code).toBe(exit);
    expect(readdirSync(result.cwd)).toEqual([]);
  });
});

describe.concurrent('the three steps', { timeout: 120_000 }, () => {
  it('make key, request and certificate that belong together', async () => {
    const cwd = tempDir();
    const { key } = await ok(['genkey'], cwd);
    const { csr } = await ok(['csr', '-s', '/C=CO/O=UTP/CN=chat.example.org', '-H', 'chat.example.org'], cwd);
    expect(csr).toMatchObject({ file: 'server.csr', subject: 'CN=chat.example.org,O=UTP,C=CO' });
    const made = await ok(['selfsign'], cwd);
    expect(made).toMatchObject({ csr: 'server.csr', key: { made: false, spkiSha256: key.spkiSha256 } });
    const certificate = parseCertificate(der(join(cwd, 'server.crt')));
    expect(certificate.subject.der).toEqual(parseCertificationRequest(der(join(cwd, 'server.csr'))).subject.der);
    expect(made.certificate.serialNumber).toBe(certificate.serialNumber);
    expect(made.certificate.notAfter).toBe(certificate.validity.notAfter.toISOString().replace('.000', ''));
  });

  it('are one step with selfsign alone: key and certificate', async () => {
    const cwd = tempDir();
    const made = await ok(['selfsign', '-H', 'localhost', '-H', '127.0.0.1', '-H', 'münchen.de'], cwd);
    expect(made.key.made).toBe(true);
    expect(made.certificate.subject).toBe('CN=localhost');
    expect(made.certificate.names).toEqual([
      { type: 'dns', value: 'localhost' },
      { type: 'ip', value: '127.0.0.1' },
      { type: 'dns', value: 'xn--mnchen-3ya.de' },
    ]);
    expect(statSync(join(cwd, 'server.key')).mode & 0o777).toBe(0o600);
  });
});

describe.concurrent('selfsign', { timeout: 120_000 }, () => {
  it('takes what is typed before what the request says', async () => {
    const cwd = tempDir();
    await ok(['genkey', '--type', 'ec'], cwd);
    await ok(['csr', '-s', '/O=Asked/CN=a.org', '-H', 'a.org'], cwd);
    const hosts = await ok(['selfsign', '-H', 'b.org', '-o', '1.crt'], cwd);
    expect(hosts.certificate).toMatchObject({ subject: 'CN=a.org,O=Asked', names: [{ value: 'b.org' }] });
    const subject = await ok(['selfsign', '-s', '/CN=typed', '-o', '2.crt'], cwd);
    expect(subject.certificate).toMatchObject({ subject: 'CN=typed', names: [{ value: 'a.org' }] });
  });

  it.each([
    [['*.example.org', '10.0.0.7', 'chat.example.org'], 'chat.example.org:12345'],
    [['::1'], "'[::1]:12345'"],
    [['*.example.org'], 'localhost:12345'],
  ])('for %j ends with a look by a name that the certificate holds', async (hosts, target) => {
    const { stdout } = await llave(['selfsign', '-s', '/CN=x', ...hosts.flatMap((host) => ['-H', host])]);
    expect(stdout).toContain(`llave doctor ${target} --ca server.crt`);
  });

  it('takes names from a certificate or a request of somebody else', async () => {
    const cwd = tempDir();
    await ok(['selfsign', '-s', '/O=Old/CN=old.org', '-H', 'old.org', '-H', '192.0.2.1'], cwd);
    const made = await ok(['selfsign', '--from', 'server.crt', '--key', 'new.key', '-o', 'new.crt'], cwd);
    expect(made).toMatchObject({ key: { made: true }, csr: null });
    expect(made.certificate).toMatchObject({ subject: 'CN=old.org,O=Old' });
    const [old, renewed] = ['server.crt', 'new.crt'].map((file) => parseCertificate(der(join(cwd, file))));
    expect(renewed!.subject.der).toEqual(old!.subject.der);
    expect(renewed!.subjectPublicKeyInfo.der).not.toEqual(old!.subjectPublicKeyInfo.der);
    const request = await ok(['csr', '--from', 'server.crt'], cwd);
    expect(request.csr.names).toEqual(made.certificate.names);
  });

  it('leaves a request beside another key alone', async () => {
    const cwd = tempDir();
    await ok(['genkey', '--type', 'ec'], cwd);
    await ok(['csr', '-H', 'a.org'], cwd);
    await ok(['genkey', '--type', 'ec', '-o', 'other.key'], cwd);
    const other = await ok(['selfsign', '--key', 'other.key', '-H', 'b.org', '-o', 'other.crt'], cwd);
    expect(other).toMatchObject({ csr: null, certificate: { subject: 'CN=b.org' } });
  });

  it('works by the clock, the ends and the hash that it is given', async () => {
    const cwd = tempDir();
    const at = await ok(['selfsign', '-H', 'a.org', '--at', '2030-06-01T00:00:00Z', '--days', '10'], cwd);
    expect(at.certificate).toMatchObject({ notBefore: '2030-05-31T23:59:30Z', notAfter: '2030-06-10T23:59:29Z' });
    const ends = ['--not-before', '2040-01-01', '--not-after', '2060-01-01T12:00:00+02:00', '--hash', 'sha-512'];
    const given = await ok(['selfsign', '-H', 'a.org', '-o', '2.crt', ...ends], cwd);
    expect(given.certificate).toMatchObject({
      notBefore: '2040-01-01T00:00:00Z',
      notAfter: '2060-01-01T10:00:00Z',
      signatureAlgorithm: 'sha512WithRSAEncryption',
    });
  });

  it('makes an EC key where the profile wants one', async () => {
    const made = await ok(['selfsign', '--profile', 'webtransport', '-H', 'localhost'], tempDir());
    expect(made.key).toMatchObject({ made: true, type: 'ec', curve: 'P-256' });
  });

  it('tells what a request asked for and did not get', async () => {
    const cwd = tempDir();
    await ok(['genkey', '--type', 'ec'], cwd);
    await ok(['csr', '-H', 'a.org', '--profile', 'server-client'], cwd);
    const { code, stderr } = await llave(['selfsign'], { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain('[WARN_EXTENSION_NOT_GRANTED]');
    expect(stderr).toContain('extendedKeyUsage');
  });
});

const FILES: Record<string, string> = { text: 'hello\n', empty: '' };

describe.concurrent('bad input', { timeout: 120_000 }, () => {
  const rows: [args: string[], code: string, exit: number][] = [
    [['csr', '-H', 'a.org', '--key', 'missing'], 'ERR_INPUT_MISSING', 3],
    [['csr', '-H', 'a.org', '--key', 'empty'], 'ERR_INPUT_EMPTY', 3],
    [['csr', '-H', 'a.org', '--key', 'folder'], 'ERR_INPUT_IS_DIRECTORY', 3],
    [['csr', '-H', 'a.org', '--key', 'huge'], 'ERR_INPUT_TOO_LARGE', 3],
    [['csr', '-H', 'a.org', '--key', 'text'], 'ERR_KEY_MALFORMED', 3],
    [['csr', '-H', 'a.org', '--key', 'binary'], 'ERR_KEY_MALFORMED', 3],
    [['csr', '-H', 'a.org', '--key', 'cut.key'], 'ERR_PEM_MALFORMED', 3],
    [['csr', '-H', 'a.org', '--key', 'good.crt'], 'ERR_KEY_IS_CERTIFICATE', 3],
    [['csr', '-H', 'a.org', '--key', 'good.csr'], 'ERR_KEY_IS_REQUEST', 3],
    [['csr', '-H', 'a.org', '--key', 'public.pem'], 'ERR_KEY_IS_PUBLIC', 3],
    [['csr', '-H', 'a.org', '--key', 'encrypted.key'], 'ERR_KEY_PASSPHRASE_MISSING', 3],
    [['csr', '-H', 'a.org', '--key', 'encrypted.key', '--passphrase-file', 'text'], 'ERR_KEY_PASSPHRASE_WRONG', 3],
    [['selfsign', '--key', 'good.key', '--csr', 'missing'], 'ERR_INPUT_MISSING', 3],
    [['selfsign', '--key', 'missing', '--csr', 'good.csr'], 'ERR_INPUT_MISSING', 3],
    [['selfsign', '--key', 'good.key', '-H', 'a.org', '-o', 'good.crt'], 'ERR_OUTPUT_EXISTS', 4],
    [['selfsign', '--key', 'good.key', '--csr', 'good.key', '-o', 'new'], 'ERR_CSR_IS_KEY', 3],
    [['selfsign', '--key', 'good.key', '--csr', 'good.crt', '-o', 'new'], 'ERR_CSR_IS_CERTIFICATE', 3],
    [['selfsign', '--key', 'good.key', '--csr', 'text', '-o', 'new'], 'ERR_CSR_UNREADABLE', 3],
    [['selfsign', '--key', 'good.key', '--csr', 'binary', '-o', 'new'], 'ERR_CSR_UNREADABLE', 3],
    [['selfsign', '--key', 'good.key', '--csr', 'forged.csr', '-o', 'new'], 'ERR_CSR_SIGNATURE', 3],
    [['selfsign', '--key', 'other.key', '--csr', 'good.csr', '-o', 'new'], 'ERR_CSR_KEY_MISMATCH', 3],
    [['selfsign', '--key', 'good.key', '--csr', 'cn-only.csr', '-o', 'new'], 'ERR_CSR_NO_SAN', 3],
    [['selfsign', '--key', 'good.key', '-s', '/CN=a.org', '-o', 'new'], 'ERR_SAN_MISSING', 2],
    [['selfsign', '-s', '/CN=a.org', '-o', 'new'], 'ERR_SAN_MISSING', 2],
    [['selfsign', '--key', 'good.key', '--from', 'good.key', '-o', 'new'], 'ERR_NAMES_SOURCE', 3],
    [['selfsign', '--key', 'good.key', '--from', 'text', '-o', 'new'], 'ERR_NAMES_SOURCE', 3],
    [['selfsign', '-H', 'a.org', '-o', 'good.crt', '--from', 'good.crt', '--force'], 'ERR_OUTPUT_SAME_FILE', 2],
    [['csr', '--key', 'good.key', '-H', 'a.org', '-o', 'good.key', '--force'], 'ERR_OUTPUT_SAME_FILE', 2],
    [['csr', '--key', 'good.key'], 'ERR_SUBJECT_MISSING', 2],
    [['csr', '--key', 'good.key', '-s', ''], 'ERR_SUBJECT_EMPTY', 2],
    [['csr', '--key', 'good.key', '-s', '/XX=a'], 'ERR_SUBJECT_UNKNOWN_ATTRIBUTE', 2],
    [['csr', '--key', 'good.key', '-s', '/CN='], 'ERR_SUBJECT_EMPTY_VALUE', 2],
    [['csr', '--key', 'good.key', '-s', '/CN=a\u001bb'], 'ERR_SUBJECT_CONTROL_CHARACTER', 2],
    [['csr', '--key', 'good.key', '-s', '//CN=a'], 'ERR_SUBJECT_MSYS', 2],
    [['csr', '--key', 'good.key', '-s', '/C=USA'], 'ERR_SUBJECT_COUNTRY', 2],
    [['csr', '--key', 'good.key', '-H', ''], 'ERR_HOST_EMPTY', 2],
    [['csr', '--key', 'good.key', '-H', `${'a'.repeat(64)}.org`], 'ERR_HOST_TOO_LONG', 2],
    [['csr', '--key', 'good.key', '-H', 'a*.org'], 'ERR_HOST_WILDCARD', 2],
    [['csr', '--key', 'good.key', '-H', 'dns:10.0.0.1'], 'ERR_HOST_IS_ADDRESS', 2],
    [['csr', '--key', 'good.key', '-H', 'ana@a.org'], 'ERR_HOST_NOT_IN_PROFILE', 2],
    [['selfsign', '-H', 'a.org', '--days', '0'], 'ERR_DAYS', 2],
    [['selfsign', '-H', 'a.org', '--days', '-1'], 'ERR_DAYS', 2],
    [['selfsign', '-H', 'a.org', '--days=-1'], 'ERR_DAYS', 2],
    [['selfsign', '-H', 'a.org', '--days', '1000000000'], 'ERR_DAYS', 2],
    [['selfsign', '-H', 'a.org', '--days', '1e9'], 'ERR_DAYS', 2],
    [['selfsign', '-H', 'a.org', '--days', '1.5'], 'ERR_DAYS', 2],
    [['selfsign', '-H', 'a.org', '--days', '9', '--not-after', '2040-01-01'], 'ERR_USAGE_FLAG_CONFLICT', 2],
    [['selfsign', '-H', 'a.org', '--not-after', '2000-01-01'], 'ERR_VALIDITY_ORDER', 2],
    [['selfsign', '-H', 'a.org', '--profile', 'nonesuch'], 'ERR_PROFILE_UNKNOWN', 2],
    [['selfsign', '-H', 'a.org', '--profile', './text'], 'ERR_PROFILE_INVALID', 3],
    [['selfsign', '-H', 'a.org', '--profile', 'ca-intermediate'], 'ERR_PROFILE_NOT_SELF_SIGNED', 2],
  ];

  /** A folder with good and bad files, made with llave itself. */
  async function prepared(): Promise<string> {
    const cwd = tempDir();
    const { mkdirSync, truncateSync } = await import('node:fs');
    for (const [name, content] of Object.entries(FILES)) writeFileSync(join(cwd, name), content);
    mkdirSync(join(cwd, 'folder'));
    writeFileSync(join(cwd, 'binary'), Buffer.from(Array.from({ length: 512 }, (_, index) => (index * 7919) % 256)));
    writeFileSync(join(cwd, 'huge'), '');
    truncateSync(join(cwd, 'huge'), 10 * 1024 * 1024 + 1);
    await ok(['genkey', '--type', 'ec', '-o', 'good.key', '--public', 'public.pem'], cwd);
    await ok(['genkey', '--type', 'ec', '-o', 'other.key'], cwd);
    await ok(['genkey', '--type', 'ec', '-o', 'encrypted.key', '--passphrase-env', 'P'], cwd, { P: 'secret' });
    await ok(['csr', '--key', 'good.key', '-H', 'a.org', '-o', 'good.csr'], cwd);
    await llave(['csr', '--key', 'good.key', '-s', '/CN=a.org', '-o', 'cn-only.csr'], { cwd });
    await ok(['selfsign', '--key', 'good.key', '-H', 'a.org', '-o', 'good.crt'], cwd);
    const key = readFileSync(join(cwd, 'good.key'), 'utf8');
    writeFileSync(join(cwd, 'cut.key'), key.slice(0, key.length / 2));
    const forged = Buffer.from(der(join(cwd, 'good.csr')));
    forged[forged.length - 1]! ^= 1;
    writeFileSync(join(cwd, 'forged.csr'), forged);
    return cwd;
  }

  let shared: Promise<string> | undefined;
  it.each(rows)('llave %j is refused with %s', async (args, code, exit) => {
    shared ??= prepared();
    const cwd = await shared;
    const before = readdirSync(cwd).sort();
    const [json, text, spanish] = await Promise.all([
      llaveJson(args, { cwd }),
      llave(args, { cwd }),
      llave([...args, '--lang', 'es'], { cwd }),
    ]);
    expect(json.json.error).toMatchObject({ code, exit });
    expectSchema(json.json);
    expect([json.code, text.code, spanish.code]).toEqual([exit, exit, exit]);
    expect(json.json.error!.message).not.toMatch(/\{\w+\}/);
    expect(text.stdout).toBe('');
    for (const { stderr } of [text, spanish]) {
      expect(stderr).toContain(`[${code}]`);
      expect(stderr).not.toMatch(/\n {4}at |node:internal|\u001b/);
    }
    expect(text.stderr).not.toBe(spanish.stderr);
    expect(readdirSync(cwd).sort()).toEqual(before);
  });

  it.skipIf(!canRunAsNobody())('a key that may not be read (needs root)', async () => {
    const cwd = tempDir();
    const { chmodSync } = await import('node:fs');
    writeFileSync(join(cwd, 'server.key'), 'x', { mode: 0 });
    chmodSync(cwd, 0o755);
    const { spawnSync } = await import('node:child_process');
    const { node, runFile } = await import('../../support/paths.ts');
    const args = [...asNobody, node, runFile, 'csr', '-H', 'a.org', '-o', '-'];
    const ended = spawnSync('setpriv', args, { cwd, encoding: 'utf8', env: { PATH: process.env.PATH } });
    expect(ended.stderr).toContain('[ERR_INPUT_UNREADABLE]');
    expect(ended.status).toBe(3);
  });
});

describe('the passphrase', () => {
  it('is on no stream and in no file', async () => {
    const cwd = tempDir();
    const secret = 'zanahoria-7391';
    writeFileSync(join(cwd, 'pass'), `${secret}\n`);
    const runs = [
      await llave(['genkey', '--type', 'ec', '--passphrase-file', 'pass', '-o', 'k'], { cwd }),
      await llaveJson(['csr', '--key', 'k', '-H', 'a.org', '--passphrase-file', 'pass'], { cwd }),
      await llaveJson(['csr', '--key', 'k', '-H', 'a.org', '--passphrase', secret], { cwd }),
    ];
    for (const { stdout, stderr } of runs) expect(stdout + stderr).not.toContain(secret);
    for (const file of readdirSync(cwd).filter((name) => name !== 'pass')) {
      expect(readFileSync(join(cwd, file), 'latin1')).not.toContain(secret);
    }
    expect(existsSync(join(cwd, 'server.csr'))).toBe(true);
  });
});
