import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { beforeAll, describe, expect, it } from 'vitest';
import { toPem } from '../../../src/files/pem.ts';
import { certificate, entity, extension } from '../../pki/build/certificate.ts';
import { testCertificate } from '../../support/certificates.ts';
import { llave, llaveJson } from '../../support/llave.ts';
import { peer } from '../../support/peers.ts';
import { expectSchema } from '../../support/schema.ts';
import { tempDir } from '../../support/temp-dir.ts';

const openssl = peer('openssl');
const cwd = tempDir();

function run(program: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
}

const write = (name: string, data: string | Uint8Array) => writeFileSync(join(cwd, name), data);

async function items(...args: string[]) {
  const { code, json, stderr } = await llaveJson(['inspect', ...args], { cwd });
  expect(code, stderr).toBe(0);
  expectSchema(json);
  return json.result.files[0].items;
}

describe.skipIf(!openssl)('what openssl makes', () => {
  let pin: string;

  beforeAll(async () => {
    run(openssl!, 'ecparam', '-name', 'prime256v1', '-genkey', '-out', 'ec.pem'); // EC PARAMETERS, then the key
    run(openssl!, 'req', '-x509', '-key', 'ec.pem', '-subj', '/CN=a.example.org', '-out', 'cert.pem');
    run(openssl!, 'x509', '-in', 'cert.pem', '-outform', 'DER', '-out', 'cert.der');
    run(openssl!, 'pkcs8', '-topk8', '-in', 'ec.pem', '-passout', 'pass:secret', '-out', 'enc.pem');
    run(openssl!, 'ec', '-in', 'ec.pem', '-aes128', '-passout', 'pass:secret', '-out', 'legacy.pem');
    write('pass', 'secret\n');
    [
      {
        publicKey: { pin },
      },
    ] = (await items('cert.pem')).map((item: never) => (item as { certificate: never }).certificate);
  });

  it('parameters, and the key behind them', async () => {
    const found = await items('ec.pem');
    expect(found.map((item: { kind: string }) => item.kind)).toEqual(['parameters', 'private-key']);
    expect(found[1]).toMatchObject({ form: 'sec1', encrypted: false, publicKey: { curve: 'P-256', pin } });
  });

  it.each([
    ['enc.pem', 'encrypted-pkcs8'],
    ['legacy.pem', 'legacy-encrypted'],
  ])('%s, closed and opened', async (file, form) => {
    expect(await items(file)).toMatchObject([{ kind: 'private-key', form, encrypted: true, publicKey: null }]);
    expect(await items(file, '--passphrase-file', 'pass')).toMatchObject([
      { form, encrypted: true, publicKey: { pin } },
    ]);
    write('wrong', 'not it\n');
    const wrong = await llaveJson(['inspect', file, '--passphrase-file', 'wrong'], { cwd });
    expect([wrong.code, wrong.json.error?.code]).toEqual([3, 'ERR_KEY_PASSPHRASE_WRONG']);
    const { stdout, stderr } = await llave(['inspect', file, '--passphrase-env', 'P'], { cwd, env: { P: 'secret' } });
    expect(stdout).toContain('EC P-256');
    expect(stdout + stderr).not.toContain('secret');
  });

  it('a certificate with trust settings behind it', async () => {
    run(openssl!, 'x509', '-in', 'cert.pem', '-trustout', '-addtrust', 'serverAuth', '-out', 'trusted.pem');
    const [item] = await items('trusted.pem');
    expect(item).toMatchObject({ kind: 'certificate', source: { trustSettings: expect.any(Number) } });
    expect(item.certificate.publicKey.pin).toBe(pin);
    const { stdout } = await llave(['inspect', 'trusted.pem', '--pem'], { cwd });
    write('plain.pem', stdout);
    expect((await items('plain.pem'))[0].source.trustSettings).toBeUndefined();
  });

  it('PEM with a BOM, text, CRLF, indentation, a YAML paste, one line, and words before it', async () => {
    const pem = readFileSync(join(cwd, 'cert.pem'), 'utf8');
    const forms = [
      `\ufeff${pem}`,
      `Bag Attributes\n  friendlyName: x\n${pem}junk`,
      pem.replaceAll('\n', '\r\n'),
      pem.replace(/^/gm, '    '),
      pem.replaceAll('\n', '\\n'),
      pem.replaceAll('\n', ' '),
    ];
    for (const form of forms) {
      write('form.pem', form);
      expect(await items('form.pem')).toMatchObject([{ kind: 'certificate', certificate: { publicKey: { pin } } }]);
    }
  });

  it('bytes behind a certificate, and BER', async () => {
    const der = readFileSync(join(cwd, 'cert.der'));
    write('trailing.der', Buffer.concat([der, Buffer.from('junk!')]));
    expect(await items('trailing.der')).toMatchObject([{ source: { encoding: 'der', trailing: 5 } }]);
    write('ber.der', Buffer.concat([Buffer.of(0x30, 0x80), der.subarray(4), Buffer.of(0, 0)]));
    expect(await items('ber.der')).toMatchObject([{ source: { ber: true }, certificate: { publicKey: { pin } } }]);
    expect((await llave(['inspect', 'ber.der'], { cwd })).stdout).toMatch(/BER/);
  });

  it('PKCS#7, a CRL of standard input, several files at once', async () => {
    run(openssl!, 'crl2pkcs7', '-nocrl', '-certfile', 'cert.pem', '-out', 'p7.pem');
    expect(await items('p7.pem')).toMatchObject([{ kind: 'certificate', source: { inside: 'pkcs7' } }]);
    const { json } = await llaveJson(['inspect', '-', 'cert.der'], { cwd, stdin: readFileSync(join(cwd, 'ec.pem')) });
    expect(json.result.files.map(({ file }: { file: string }) => file)).toEqual(['-', 'cert.der']);
  });
});

describe('other forms', () => {
  it('the certificates of a live server, whoever they are for', async () => {
    const { key, cert } = await testCertificate({ hosts: ['a.example.org'] });
    const server = createServer({ key, cert }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const found = await items(`127.0.0.1:${port}`);
    server.close();
    expect(found).toMatchObject([{ kind: 'certificate', certificate: { subjectAltName: ['DNS:a.example.org'] } }]);
  });

  it.skipIf(!peer('ssh-keygen')).each(['ed25519', 'ecdsa', 'rsa'])(
    'OpenSSH %s keys: both halves are one key',
    async (type) => {
      run(peer('ssh-keygen')!, '-q', '-t', type, '-N', '', '-f', `ssh-${type}`);
      const [key] = await items(`ssh-${type}`);
      const [half] = await items(`ssh-${type}.pub`);
      expect(key).toMatchObject({ kind: 'private-key', form: 'openssh', encrypted: false });
      expect(half).toMatchObject({ kind: 'public-key', source: { encoding: 'openssh' } });
      expect(half.publicKey).toEqual(key.publicKey);
    },
  );

  it('a set of JWKs, one of them broken', async () => {
    await llave(['genkey', '--type', 'ec', '--form', 'jwk', '-o', 'key.jwk'], { cwd });
    const { d, ...open } = JSON.parse(readFileSync(join(cwd, 'key.jwk'), 'utf8'));
    write('set.json', JSON.stringify({ keys: [{ ...open, d }, { kty: 'EC', crv: 'P-0' }, open] }));
    const found = await items('set.json');
    expect(found.map(({ kind }: { kind: string }) => kind)).toEqual(['private-key', 'unreadable', 'public-key']);
    expect(found[0].publicKey).toEqual(found[2].publicKey);
    expect((await llave(['inspect', 'set.json'], { cwd })).stdout).not.toContain(d);
  });

  it('more than 10 MiB is refused', async () => {
    write('big.pem', Buffer.alloc(10 * 1024 * 1024 + 1, 'A'));
    const { code, json } = await llaveJson(['inspect', 'big.pem'], { cwd });
    expect([code, json.error?.code]).toEqual([3, 'ERR_INPUT_TOO_LARGE']);
  });
});

describe('damaged and hostile certificates', () => {
  const subject = entity('\u001b]0;owned\u0007\u001b[31mred\u202etxt');
  const broken = certificate(subject, subject, {
    dns: ['a.example.org'],
    extensions: [
      extension('2.5.29.37', Buffer.from('30ff01', 'hex')),
      extension('1.2.3.4', Buffer.from('0500', 'hex')),
    ],
  });

  it('one broken extension does not hide the rest: it is shown with its bytes', async () => {
    write('broken.pem', toPem('CERTIFICATE', broken));
    const [{ certificate: shown }] = await items('broken.pem');
    expect(shown.subjectAltName).toEqual(['DNS:a.example.org']);
    const byName = (name: string) => shown.extensions.find((each: { name: string }) => each.name === name);
    expect(byName('extendedKeyUsage')).toMatchObject({ value: null, bytes: '30ff01', broken: expect.any(String) });
    expect(byName('1.2.3.4')).toMatchObject({ bytes: '0500' });
    expect(shown.fingerprints.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('escape sequences of a subject never reach the terminal', async () => {
    for (const args of [[], ['--short'], ['--json'], ['--lang', 'es']]) {
      const { code, stdout, stderr } = await llave(['inspect', 'broken.pem', ...args], {
        cwd,
        env: { FORCE_COLOR: '' },
      });
      expect(code, stderr).toBe(0);
      expect(stdout + stderr).not.toMatch(/[\u0007\u001b\u202e]/);
      expect(stdout).toContain('owned');
    }
  });

  it('with any one octet changed ends in an answer, not in a crash', async () => {
    const files: string[] = [];
    for (let at = 0; at < broken.length; at += 7) {
      const changed = Buffer.from(broken);
      changed[at] = changed[at]! ^ 0x41;
      write(`changed-${at}.der`, changed);
      files.push(`changed-${at}.der`);
    }
    const { identify } = await import('../../../src/pki/identify/index.ts');
    const { describeFound } = await import('../../../src/pki/describe/found.ts');
    for (const file of files) {
      const found = identify(readFileSync(join(cwd, file)), 'f');
      expect(JSON.stringify(found.map(describeFound)).length).toBeGreaterThan(10);
    }
  });
});
