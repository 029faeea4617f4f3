import { X509Certificate } from 'node:crypto';
import { chmodSync, chownSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { llave, llaveJson } from '../support/llave.ts';
import { node, runFile } from '../support/paths.ts';
import { peer } from '../support/peers.ts';
import { mustPeer, runPeer } from '../support/run-peer.ts';
import { tempDir } from '../support/temp-dir.ts';
import { asNobody, canRunAsNobody, NOBODY } from '../support/unprivileged.ts';

const OPENSSL = peer('openssl');

let folder: string;
const file = (name: string) => join(folder, name);
const serial = (name = 'server.crt') => new X509Certificate(readFileSync(file(name))).serialNumber;

beforeEach(async () => {
  folder = tempDir();
  const made = await llave(['selfsign', '-H', 'localhost', '--days', '90', '--at', '2026-01-01'], { cwd: folder });
  expect(made.code).toBe(0);
});

describe.skipIf(OPENSSL === undefined)('a PKCS#12 file beside the certificate', () => {
  const inStore = (): string => {
    const opened = mustPeer(OPENSSL!, [
      'pkcs12',
      '-in',
      file('server.p12'),
      '-passin',
      `file:${file('secret')}`,
      '-nodes',
    ]);
    expect(opened.stdout).toContain('friendlyName: my chat');
    return new X509Certificate(/-----BEGIN CERTIFICATE[\s\S]+?END CERTIFICATE-----/.exec(opened.stdout)![0])
      .serialNumber;
  };

  beforeEach(() => {
    writeFileSync(file('secret'), 'horse battery\n', { mode: 0o600 });
    mustPeer(OPENSSL!, [
      ...['pkcs12', '-export', '-in', file('server.crt'), '-inkey', file('server.key'), '-name', 'my chat'],
      ...['-passout', `file:${file('secret')}`, '-out', file('server.p12')],
    ]);
  });

  test('is renewed with it, under its name and passphrase, and comes back with it', async () => {
    const before = serial();
    const args = ['renew', 'server.crt', '--force', '--rotate-key', '--pkcs12-passphrase-file', 'secret'];
    const { code, json } = await llaveJson(args, { cwd: folder });
    expect({ code, warnings: json.warnings }).toEqual({ code: 0, warnings: [] });
    expect(serial()).not.toBe(before);
    expect(inStore()).toBe(serial());
    const back = await llave(['renew', 'server.crt', '--rollback'], { cwd: folder });
    expect(back.code).toBe(0);
    expect(serial()).toBe(before);
    expect(inStore()).toBe(before);
  });

  test('with a wrong passphrase nothing is changed', async () => {
    writeFileSync(file('wrong'), 'donkey\n', { mode: 0o600 });
    const before = serial();
    const { code, stderr } = await llave(['renew', 'server.crt', '--force', '--pkcs12-passphrase-file', 'wrong'], {
      cwd: folder,
    });
    expect(code).toBe(3);
    expect(stderr).toContain('ERR_PKCS12_PASSPHRASE_WRONG');
    expect(serial()).toBe(before);
    expect(inStore()).toBe(before);
  });

  test('without one it is left, and said to be out of date', async () => {
    const before = serial();
    const { code, json } = await llaveJson(['renew', 'server.crt', '--force'], { cwd: folder });
    expect(code).toBe(0);
    expect(json.warnings.map((one) => one.code)).toEqual(['renew-pkcs12']);
    expect(inStore()).toBe(before);
  });
});

describe.skipIf(!canRunAsNobody())('wrong permissions (needs root and setpriv)', () => {
  const renewed = () =>
    runPeer('setpriv', [
      ...[...asNobody, 'env', '-i', `HOME=${folder}`],
      ...['XDG_CACHE_HOME=/nonexistent', node, runFile, 'renew', file('server.crt'), '--force'],
    ]);

  test('a folder that may not be written: exit 4, and the old pair stays', () => {
    chmodSync(folder, 0o755);
    chownSync(file('server.key'), NOBODY, NOBODY);
    const before = [readFileSync(file('server.crt')), readFileSync(file('server.key'))];
    const { status, stderr } = renewed();
    expect(stderr).toContain('ERR_OUTPUT_NOT_WRITABLE');
    expect(status).toBe(4);
    expect([readFileSync(file('server.crt')), readFileSync(file('server.key'))]).toEqual(before);
    expect(existsSync(file('.llave-renew'))).toBe(false);
  });

  test('a key that may not be read: exit 3, and nothing is changed', () => {
    chmodSync(folder, 0o777);
    const before = serial();
    const { status, stderr } = renewed();
    expect(stderr).toContain('ERR_INPUT_UNREADABLE');
    expect(status).toBe(3);
    expect(serial()).toBe(before);
  });
});
