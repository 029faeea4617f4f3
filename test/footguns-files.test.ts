import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { splitPem } from '../src/files/pem.ts';
import { parseCertificate } from '../src/pki/parse/index.ts';
import { llave, llaveJson } from './support/llave.ts';
import { peer } from './support/peers.ts';
import { mustPeer } from './support/run-peer.ts';
import { tempDir } from './support/temp-dir.ts';

/** More of what other tools silently get wrong: labels of PEM, bytes that follow, serial numbers, short lives. */
const openssl = peer('openssl');

async function ok(args: readonly string[], cwd: string) {
  const { code, json, stdout } = await llaveJson(args, { cwd });
  expect(code, stdout).toBe(0);
  return json;
}

const der = (cwd: string, file: string) => splitPem(readFileSync(join(cwd, file))).blocks[0]!.der;

async function kinds(cwd: string, file: string): Promise<string[]> {
  const { result } = await ok(['inspect', file], cwd);
  return result.files[0].items.map(({ kind }: { kind: string }) => kind);
}

describe('files of others', () => {
  it.skipIf(!openssl)('TRUSTED CERTIFICATE and NEW CERTIFICATE REQUEST are what they hold', async () => {
    const cwd = tempDir();
    await ok(['selfsign', '-H', 'localhost'], cwd);
    await ok(['csr', '-H', 'localhost'], cwd);
    mustPeer(openssl!, ['x509', '-in', 'server.crt', '-trustout', '-addtrust', 'serverAuth', '-out', 't'], '', cwd);
    mustPeer(openssl!, ['req', '-in', 'server.csr', '-newhdr', '-out', 'n'], '', cwd);
    expect(readFileSync(join(cwd, 't'), 'utf8')).toContain('BEGIN TRUSTED CERTIFICATE');
    expect(readFileSync(join(cwd, 'n'), 'utf8')).toContain('BEGIN NEW CERTIFICATE REQUEST');
    expect([await kinds(cwd, 't'), await kinds(cwd, 'n')]).toEqual([['certificate'], ['csr']]);
  });

  it('bytes that follow a certificate in DER are told, and the certificate is shown all the same', async () => {
    const cwd = tempDir();
    await ok(['selfsign', '-H', 'localhost'], cwd);
    writeFileSync(join(cwd, 'long.der'), Buffer.concat([der(cwd, 'server.crt'), Buffer.from('junk')]));
    expect(await kinds(cwd, 'long.der')).toContain('certificate');
    const [clean, long] = await Promise.all(
      ['server.crt', 'long.der'].map(async (file) => JSON.stringify((await ok(['inspect', file], cwd)).result)),
    );
    expect([clean?.includes('trailing'), long?.includes('trailing')]).toEqual([false, true]);
  });
});

describe('serial numbers and lives', () => {
  it('a CA never issues a serial number twice, not to two processes at once', async () => {
    const cwd = tempDir();
    await ok(['ca', 'create', '--no-passphrase', '--for', 'example.org'], cwd);
    const names = ['a', 'b', 'c'];
    const issue = (name: string) => ['-H', `${name}.example.org`, '--key', `${name}.key`, '-o', `${name}.crt`];
    await Promise.all(names.map((name) => ok(['ca', 'issue', ...issue(name)], cwd)));
    const serials = names.map((name) => parseCertificate(der(cwd, `${name}.crt`)).serialNumber);
    expect(new Set(serials).size).toBe(3);
  });

  it('a certificate for WebTransport lives 14 days at most and its key is EC', async () => {
    const cwd = tempDir();
    const args = ['selfsign', '-H', 'localhost', '--profile', 'webtransport'];
    const refused = await llaveJson([...args, '--days', '15'], { cwd });
    expect([refused.code, refused.json.error?.code]).toEqual([2, 'ERR_VALIDITY_TOO_LONG']);
    await ok(args, cwd);
    const { validity, subjectPublicKeyInfo } = parseCertificate(der(cwd, 'server.crt'));
    expect(subjectPublicKeyInfo.type).toBe('ec');
    expect(validity.notAfter.getTime() - validity.notBefore.getTime()).toBeLessThan(14 * 86_400_000);
  });

  it('backdating makes no loop of renewals: what was just made for a day is not due', async () => {
    const cwd = tempDir();
    await ok(['selfsign', '-H', 'localhost', '--days', '1'], cwd);
    expect(await llave(['renew', 'server.crt', '--check'], { cwd })).toMatchObject({ code: 0 });
  });
});
