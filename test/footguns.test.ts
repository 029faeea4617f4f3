import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { splitPem } from '../src/files/pem.ts';
import { parseCertificate, parseCertificateList, parseCertificationRequest } from '../src/pki/parse/index.ts';
import { crl, entity } from './pki/build/certificate.ts';
import { llave, llaveJson } from './support/llave.ts';
import { peer } from './support/peers.ts';
import { tempDir } from './support/temp-dir.ts';

/** What the tools that llave replaces silently get wrong, one test each: llave does the right thing, or says why not. */
const openssl = peer('openssl');
const PASSPHRASE = 'correct horse';

const der = (folder: string, file: string) => splitPem(readFileSync(join(folder, file))).blocks[0]!.der;
const readCertificate = (folder: string, file: string) => parseCertificate(der(folder, file));

async function ok(args: readonly string[], cwd: string): Promise<string> {
  const { code, stdout, stderr } = await llave(args, { cwd });
  expect(code, stderr).toBe(0);
  return stdout;
}

async function refused(args: readonly string[], cwd = tempDir()) {
  const { json, code } = await llaveJson(args, { cwd });
  return [code, json.error?.code];
}

function run(cwd: string, program: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  return stdout;
}

describe('certificates made', () => {
  it('openssl x509 -req gives version 1 without the extensions of the request: selfsign keeps them, in version 3', async () => {
    const cwd = tempDir();
    await ok(['genkey', '--type', 'ec'], cwd);
    await ok(['csr', '-s', '/CN=a', '-H', 'a.example.org', '-H', '192.0.2.1'], cwd);
    await ok(['selfsign'], cwd);
    const made = readCertificate(cwd, 'server.crt');
    expect(made.version).toBe(3);
    expect(made.subjectAltName?.map((name) => 'value' in name && name.value)).toEqual(['a.example.org', '192.0.2.1']);
  });

  it('openssl req -x509 is CA:TRUE, without names or purposes, for 30 days: selfsign is a server for a year', async () => {
    const cwd = tempDir();
    await ok(['selfsign', '-H', 'localhost'], cwd);
    const made = readCertificate(cwd, 'server.crt');
    expect(made.basicConstraints).toEqual({ ca: false, pathLength: undefined });
    expect(made.extendedKeyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(made.keyUsage).toContain('digitalSignature');
    expect(made.keyUsage).not.toContain('keyCertSign');
    expect(made.value('subjectAltName')).toHaveLength(1);
    const { notBefore, notAfter } = made.validity;
    expect((notAfter.getTime() - notBefore.getTime()) / 1000 + 1).toBe(365 * 86_400);
  });

  it('days are whole: the last second counts, so that 825 days are not 826', async () => {
    const cwd = tempDir();
    expect(await ok(['selfsign', '-H', 'localhost', '--days', '825'], cwd)).toContain('825');
    expect(await llave(['accepts', 'server.crt'], { cwd })).toMatchObject({ code: 0 });
    const longer = await llave(['selfsign', '-H', 'localhost', '--days', '826', '--force'], { cwd });
    expect([longer.code, longer.stderr]).toEqual([0, expect.stringMatching(/Apple.*826/)]);
    expect(await llave(['accepts', 'server.crt'], { cwd })).toMatchObject({ code: 1 });
  });

  it('the signature is never SHA-1, the serial number positive, random, and at most 20 octets', async () => {
    const serials = new Set<string>();
    for (let round = 0; round < 3; round++) {
      const cwd = tempDir();
      await ok(['selfsign', '-H', 'localhost'], cwd);
      const made = readCertificate(cwd, 'server.crt');
      expect(made.signatureAlgorithm.name).toBe('sha256WithRSAEncryption');
      expect(made.serialBytes.length).toBeLessThanOrEqual(20);
      expect(made.serialBytes[0]! & 0x80).toBe(0);
      expect(BigInt(`0x${made.serialNumber}`)).toBeGreaterThan(2n ** 64n);
      serials.add(made.serialNumber);
    }
    expect(serials.size).toBe(3);
    expect(await refused(['selfsign', '-H', 'localhost', '--hash', 'sha1'])).toEqual([2, 'ERR_USAGE_INVALID_VALUE']);
  });

  it('begins before now, for clocks that lag; UTCTime through 2049, GeneralizedTime from 2050', async () => {
    const cwd = tempDir();
    const now = new Date('2026-11-22T12:00:00Z');
    await ok(['selfsign', '-H', 'localhost', '--at', now.toISOString()], cwd);
    expect(readCertificate(cwd, 'server.crt').validity.notBefore.getTime()).toBeLessThan(now.getTime());
    const profile = ['--profile', 'ca-root', '-s', '/CN=Root', '--force'];
    await ok(
      ['selfsign', ...profile, '--not-before', '2049-12-31T23:59:59Z', '--not-after', '2050-01-01T00:00:01Z'],
      cwd,
    );
    expect(readCertificate(cwd, 'server.crt').validity.encodings).toEqual({
      notBefore: 'UTCTime',
      notAfter: 'GeneralizedTime',
    });
  });

  it('a validity that is empty, or of a million days, is refused', async () => {
    const host = ['selfsign', '-H', 'localhost'];
    expect(await refused([...host, '--not-before', '2026-02-01', '--not-after', '2026-01-01'])).toEqual([
      2,
      'ERR_VALIDITY_ORDER',
    ]);
    expect(await refused([...host, '--days', '1000000'])).toEqual([2, 'ERR_DAYS']);
  });
});

describe('trust', () => {
  it.skipIf(!openssl)('who trusts a self-signed certificate trusts no other one that its key signed', async () => {
    const cwd = tempDir();
    await ok(['genkey', '--type', 'ec'], cwd);
    await ok(['selfsign', '-H', 'localhost'], cwd);
    run(
      cwd,
      openssl!,
      'req',
      '-new',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-subj',
      '/CN=evil.example',
      '-keyout',
      'evil.key',
      '-out',
      'evil.csr',
    );
    writeFileSync(join(cwd, 'evil.ext'), 'subjectAltName=DNS:evil.example\n');
    run(
      cwd,
      openssl!,
      'x509',
      '-req',
      '-in',
      'evil.csr',
      '-CA',
      'server.crt',
      '-CAkey',
      'server.key',
      '-CAcreateserial',
      '-extfile',
      'evil.ext',
      '-out',
      'evil.crt',
    );
    const { code, json } = await llaveJson(['verify', 'evil.crt', '--ca', 'server.crt', '--host', 'evil.example'], {
      cwd,
    });
    expect([code, json.result.reason.code]).toEqual([1, 'not-a-ca']);
    expect(spawnSync(openssl!, ['verify', '-CAfile', 'server.crt', 'evil.crt'], { cwd }).status).not.toBe(0);
  });

  it('an authority made again under the same name, with another key, is told from an unknown one', async () => {
    const cwd = tempDir();
    const create = ['ca', 'create', '--ca-subject', '/O=Example/CN=Example CA', '--no-passphrase'];
    for (const dir of ['old', 'new']) await ok([...create, '--dir', dir], cwd);
    await ok(['ca', 'issue', '--dir', 'old', '-H', 'localhost'], cwd);
    const { code, json } = await llaveJson(['verify', 'server.crt', '--ca', 'new/root.crt'], { cwd });
    expect([code, json.result.reason.code]).toEqual([1, 'issuer-key-mismatch']);
  });
});

describe('names', () => {
  const csr = async (...args: string[]) => {
    const cwd = tempDir();
    await ok(['genkey', '--type', 'ec'], cwd);
    return { cwd, answer: await refused(['csr', ...args], cwd) };
  };

  it.each([
    ["//CN=x, MSYS's work-around", '//CN=x', 'ERR_SUBJECT_MSYS'],
    ['an attribute that does not exist', '/CN=x/NOPE=y', 'ERR_SUBJECT_UNKNOWN_ATTRIBUTE'],
    ['a country of three letters', '/C=USA/CN=x', 'ERR_SUBJECT_COUNTRY'],
    ['a value that is too long', `/CN=${'x'.repeat(65)}`, 'ERR_SUBJECT_TOO_LONG'],
  ])('%s is refused instead of dropped or accepted', async (_, subject, code) => {
    expect((await csr('-s', subject, '-H', 'a.example.org')).answer).toEqual([2, code]);
  });

  it('an address is no DNS name, and is never written as one', async () => {
    expect((await csr('-H', 'dns:10.0.0.1')).answer).toEqual([2, 'ERR_HOST_IS_ADDRESS']);
    const cwd = tempDir();
    await ok(['selfsign', '-H', '10.0.0.1', '-H', '::ffff:1.2.3.4'], cwd);
    expect(readCertificate(cwd, 'server.crt').subjectAltName).toMatchObject([{ type: 'ip' }, { type: 'ip' }]);
    expect(new X509Certificate(readFileSync(join(cwd, 'server.crt'))).checkIP('10.0.0.1')).toBe('10.0.0.1');
  });

  it('an internationalised name is written as A-labels', async () => {
    const cwd = tempDir();
    await ok(['selfsign', '-H', 'münchen.de'], cwd);
    expect(readCertificate(cwd, 'server.crt').subjectAltName).toMatchObject([
      { type: 'dns', value: 'xn--mnchen-3ya.de' },
    ]);
  });

  it('a comma in a value stays in it: no name is joined from strings', async () => {
    const cwd = tempDir();
    await ok(['selfsign', '-s', '/O=Foo, Inc./CN=a', '-H', 'a.example.org'], cwd);
    expect(readCertificate(cwd, 'server.crt').subject.rdns.map(([first]) => first?.value)).toEqual(['Foo, Inc.', 'a']);
  });
});

describe('keys', () => {
  it.skipIf(process.platform === 'win32')('a key over a file of mode 0644 becomes 0600', async () => {
    const cwd = tempDir();
    writeFileSync(join(cwd, 'server.key'), 'old');
    chmodSync(join(cwd, 'server.key'), 0o644);
    expect(await refused(['genkey', '--type', 'ec'], cwd)).toEqual([4, 'ERR_OUTPUT_EXISTS']);
    await ok(['genkey', '--type', 'ec', '--force'], cwd);
    expect(statSync(join(cwd, 'server.key')).mode & 0o777).toBe(0o600);
  });

  it.skipIf(!openssl)('an encrypted key costs 600,000 iterations to try, where Node writes 2,048', async () => {
    const cwd = tempDir();
    writeFileSync(join(cwd, 'pass'), PASSPHRASE);
    await ok(['genkey', '--type', 'ec', '--encrypt', '--passphrase-file', 'pass'], cwd);
    const shown = run(cwd, openssl!, 'asn1parse', '-in', 'server.key');
    expect(shown).toMatch(/INTEGER\s+:0?927C0/);
    expect(shown).toContain('hmacWithSHA256');
    expect(shown).toContain('aes-256-cbc');
  });

  it('a wrong passphrase, and none, are told apart', async () => {
    const cwd = tempDir();
    writeFileSync(join(cwd, 'pass'), PASSPHRASE);
    writeFileSync(join(cwd, 'wrong'), 'battery staple');
    await ok(['genkey', '--type', 'ec', '--encrypt', '--passphrase-file', 'pass'], cwd);
    const csr = ['csr', '-H', 'localhost'];
    expect(await refused([...csr, '--passphrase-file', 'wrong'], cwd)).toEqual([3, 'ERR_KEY_PASSPHRASE_WRONG']);
    expect(await refused(csr, cwd)).toEqual([3, 'ERR_KEY_PASSPHRASE_MISSING']);
  });

  it.skipIf(!peer('ssh-keygen'))('OpenSSH keys are read', async () => {
    const cwd = tempDir();
    run(cwd, peer('ssh-keygen')!, '-q', '-t', 'ed25519', '-N', '', '-f', 'server.key');
    await ok(['csr', '-H', 'localhost'], cwd);
    expect(parseCertificationRequest(der(cwd, 'server.csr')).subjectPublicKeyInfo.type).toBe('ed25519');
  });

  it.skipIf(!openssl).each([
    ['EC PARAMETERS before the key', ['ecparam', '-name', 'prime256v1', '-genkey'], 'ec'],
    ['explicit parameters', ['ecparam', '-name', 'prime256v1', '-genkey', '-param_enc', 'explicit'], 'ec'],
    ['an RSASSA-PSS identifier', ['genpkey', '-algorithm', 'RSA-PSS'], 'rsa-pss'],
  ])('%s: read, and certified as the standards ask', async (_, args, type) => {
    const cwd = tempDir();
    run(cwd, openssl!, ...args, '-out', 'server.key');
    await ok(['selfsign', '-H', 'localhost'], cwd);
    expect(readCertificate(cwd, 'server.crt').subjectPublicKeyInfo).toMatchObject({ type, explicitCurve: false });
  });
});

describe('PKCS#12', () => {
  it('is 0600, wants a passphrase of your own, and warns of one that Java cannot type', async () => {
    const cwd = tempDir();
    await ok(['selfsign', '-H', 'localhost'], cwd);
    const convert = ['convert', 'server.crt', 'server.key', '-o', 'server.p12', '--out-passphrase-file', 'pass'];
    writeFileSync(join(cwd, 'pass'), 'contraseña');
    const { code, json } = await llaveJson(convert, { cwd });
    expect([code, json.warnings.map((each) => each.code)]).toEqual([0, ['WARN_PASSPHRASE_NOT_ASCII']]);
    expect(statSync(join(cwd, 'server.p12')).mode & 0o077).toBe(0);
    writeFileSync(join(cwd, 'pass'), PASSPHRASE);
    await ok([...convert, '--force'], cwd);
    const keytool = peer('keytool');
    if (keytool) {
      const list = ['-list', '-keystore', 'server.p12', '-storetype', 'PKCS12', '-storepass', PASSPHRASE];
      expect(run(cwd, keytool, ...list)).toContain('PrivateKeyEntry');
    }
    expect((await refused(['convert', 'server.crt', 'server.key', '-o', 'other.p12'], cwd))[0]).not.toBe(0);
  });
});

describe('answers', () => {
  it('a host that does not match exits with 1, where openssl x509 -checkhost exits with 0', async () => {
    const cwd = tempDir();
    await ok(['selfsign', '-H', 'a.example.org'], cwd);
    const verify = ['verify', 'server.crt', '--ca', 'server.crt', '--host'];
    expect(await llave([...verify, 'a.example.org'], { cwd })).toMatchObject({ code: 0 });
    expect(await llave([...verify, 'b.example.org'], { cwd })).toMatchObject({ code: 1 });
  });

  it('whether it is due is asked the right way round: 0 is not due, 1 is due', async () => {
    const cwd = tempDir();
    await ok(['selfsign', '-H', 'localhost'], cwd);
    expect(await llave(['renew', 'server.crt', '--check'], { cwd })).toMatchObject({ code: 0 });
    await ok(
      ['selfsign', '-H', 'localhost', '--force', '--not-before', '2026-01-01', '--not-after', '2026-02-01'],
      cwd,
    );
    expect(await llave(['renew', 'server.crt', '--check'], { cwd })).toMatchObject({ code: 1 });
  });

  it.skipIf(!openssl)(
    'who trusts a server certificate of openssl req -x509 trusts what it signs; not one of selfsign',
    async () => {
      const cwd = tempDir();
      const forge = (issuer: string, key: string, out: string) => {
        writeFileSync(join(cwd, 'ext'), 'subjectAltName=DNS:bank.example\n');
        run(
          cwd,
          openssl!,
          'req',
          '-new',
          '-newkey',
          'rsa:2048',
          '-nodes',
          '-keyout',
          'x.key',
          '-subj',
          '/CN=x',
          '-out',
          'x.csr',
        );
        const sign = ['x509', '-req', '-in', 'x.csr', '-CA', issuer, '-CAkey', key, '-CAcreateserial'];
        run(cwd, openssl!, ...sign, '-extfile', 'ext', '-days', '9', '-out', out);
      };
      run(
        cwd,
        openssl!,
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        'o.key',
        '-subj',
        '/CN=o',
        '-out',
        'o.crt',
      );
      forge('o.crt', 'o.key', 'forged.crt');
      expect(run(cwd, openssl!, 'verify', '-CAfile', 'o.crt', 'forged.crt')).toContain('OK');
      await ok(['selfsign', '-H', 'localhost'], cwd);
      forge('server.crt', 'server.key', 'forged2.crt');
      const { code, json } = await llaveJson(['verify', 'forged2.crt', '--ca', 'server.crt'], { cwd });
      const { reason, others } = json.result;
      expect([code, [reason, ...others].map((each) => each.code)]).toEqual([1, expect.arrayContaining(['not-a-ca'])]);
    },
  );

  it('a revocation list without nextUpdate still revokes', () => {
    const ca = entity('CA');
    const list = parseCertificateList(crl(ca, { nextUpdate: null, revoked: [{ serial: 7 }] }));
    expect(list.find('07') ?? list.find('7')).toBeDefined();
    expect(list.size).toBe(1);
  });

  it('PEM is read however it was pasted, and written so that openssl reads it', async () => {
    const cwd = tempDir();
    await ok(['selfsign', '-H', 'localhost'], cwd);
    const pem = readFileSync(join(cwd, 'server.crt'), 'utf8');
    const key = readFileSync(join(cwd, 'server.key'), 'utf8');
    const variants = {
      'X509 label': pem.replaceAll('CERTIFICATE', 'X509 CERTIFICATE'),
      'key first': key + pem,
      'literal \\n': pem.replaceAll('\n', '\\n'),
      'one line': pem.replaceAll('\n', ''),
      indented: pem.replace(/^/gm, '  '),
      'bag attributes': `Bag Attributes\n    localKeyID: 01\n${pem}trailing junk`,
      'BOM and CRLF': `\ufeff${pem.replaceAll('\n', '\r\n')}`,
    };
    for (const [name, text] of Object.entries(variants)) {
      writeFileSync(join(cwd, 'pasted.pem'), text);
      const { code, stderr } = await llave(['verify', 'pasted.pem', '--ca', 'server.crt'], { cwd });
      expect([name, code], stderr).toEqual([name, 0]);
    }
  });
});
