import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { llave, llaveJson } from '../../support/llave.ts';
import { peer } from '../../support/peers.ts';
import { expectSchema } from '../../support/schema.ts';
import { tempDir } from '../../support/temp-dir.ts';

const openssl = peer('openssl');
let cwd: string;

function run(program: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
}

describe.skipIf(!openssl)('match and diff', () => {
  beforeAll(async () => {
    cwd = tempDir();
    run(openssl!, 'ecparam', '-name', 'prime256v1', '-genkey', '-out', 'a.key');
    run(openssl!, 'pkcs8', '-topk8', '-in', 'a.key', '-passout', 'pass:secret', '-out', 'a.enc.key');
    run(openssl!, 'genrsa', '-out', 'b.key', '2048');
    const request = ['req', '-new', '-key', 'a.key', '-subj', '/CN=a.example.org'];
    run(openssl!, ...request, '-addext', 'subjectAltName=DNS:a.example.org', '-out', 'a.csr');
    const self = ['req', '-x509', '-days', '30', '-set_serial', '7'];
    run(openssl!, ...self, '-key', 'a.key', '-subj', '/CN=a.example.org', '-out', 'a.crt');
    run(openssl!, ...self, '-key', 'b.key', '-subj', '/CN=b.example.org', '-out', 'b.crt');
    run('/bin/sh', '-c', 'cat a.crt b.crt > chain.pem; cat a.key b.crt > wrong.pem; echo secret > pass');
    run(openssl!, 'x509', '-in', 'a.crt', '-outform', 'DER', '-out', 'a.der');
  });

  it('groups a key, its request and its chain, whatever form they are in', async () => {
    const files = ['a.key', 'a.enc.key', 'a.csr', 'a.der', 'chain.pem'];
    const { code, json } = await llaveJson(['match', ...files, '--passphrase-file', 'pass'], { cwd });
    expect(code).toBe(0);
    expectSchema(json);
    const { match, groups } = json.result;
    expect(match).toBe(true);
    expect(groups.map((group: { members: { file: string; chain: boolean }[] }) => group.members)).toMatchObject([
      files.map((file) => ({ file, chain: false })),
      [{ file: 'chain.pem', kind: 'certificate', chain: true }],
    ]);
  });

  it('says no of a certificate of another key, in one file or in two', async () => {
    expect(await llave(['match', 'a.key', 'b.crt'], { cwd })).toMatchObject({ code: 1 });
    const { code, json } = await llaveJson(['match', 'wrong.pem'], { cwd });
    expect([code, json.ok, json.result.groups.length]).toEqual([1, false, 2]);
  });

  it('does not guess about a key that stays closed', async () => {
    const { code, json } = await llaveJson(['match', 'a.enc.key', 'a.crt'], { cwd });
    expect([code, json.error?.code]).toEqual([3, 'ERR_KEY_PASSPHRASE_MISSING']);
    writeFileSync(join(cwd, 'other'), 'not it\n');
    const wrong = await llaveJson(['match', 'a.enc.key', 'a.crt', '--passphrase-file', 'other'], { cwd });
    expect([wrong.code, wrong.json.error?.code]).toEqual([3, 'ERR_KEY_PASSPHRASE_WRONG']);
  });

  it('sees no difference between PEM and DER, nor between two signatures of the same', async () => {
    const { code, json } = await llaveJson(['diff', 'a.crt', 'a.der'], { cwd });
    expect([code, json.result]).toMatchObject([0, { equal: true, sameBytes: true, differences: [] }]);
    expectSchema(json);
    const request = ['req', '-new', '-key', 'a.key', '-subj', '/CN=a.example.org'];
    run(openssl!, ...request, '-addext', 'subjectAltName=DNS:a.example.org', '-out', 'again.csr');
    const again = await llaveJson(['diff', 'a.csr', 'again.csr'], { cwd });
    expect([again.code, again.json.result]).toMatchObject([0, { equal: true, sameBytes: false }]);
  });

  it('names every field in which two certificates differ, and names as sets', async () => {
    const make = (out: string, san: string, usage: string) =>
      run(
        openssl!,
        ...['req', '-x509', '-key', 'a.key', '-subj', '/CN=a.example.org', '-set_serial', '9', '-days', '30'],
        ...['-addext', `subjectAltName=${san}`, '-addext', `keyUsage=${usage}`, '-out', out],
      );
    make('one.crt', 'DNS:a.example.org,DNS:b.example.org,IP:192.0.2.1', 'digitalSignature');
    make('two.crt', 'IP:192.0.2.1,DNS:c.example.org,DNS:a.example.org', 'critical,digitalSignature,keyAgreement');
    const { code, json } = await llaveJson(['diff', 'one.crt', 'two.crt'], { cwd });
    expect(code).toBe(1);
    expectSchema(json);
    const fields = (json.result.differences as { field: string }[]).filter(({ field }) => !field.startsWith('not'));
    expect(fields).toMatchObject([
      { field: 'subjectAltName', added: ['DNS:c.example.org'], removed: ['DNS:b.example.org'] },
      { field: 'keyUsage.critical', a: false, b: true },
      { field: 'keyUsage', added: ['keyAgreement'], removed: [] },
    ]);
    const { stdout } = await llave(['diff', 'one.crt', 'two.crt', '--lang', 'es'], { cwd });
    expect(stdout).toMatch(/campos difieren[\s\S]*- DNS:b\.example\.org\n {2}\+ DNS:c\.example\.org/);
  });

  it('names what a certificate has that its request did not ask for', async () => {
    const { json } = await llaveJson(['diff', 'a.csr', 'a.crt'], { cwd });
    const fields = (json.result.differences as { field: string }[]).map(({ field }) => field);
    expect(fields).toContain('subjectAltName');
    expect(fields).toContain('basicConstraints');
    expect(fields).not.toContain('subject');
    expect(fields).not.toContain('publicKey');
  });

  it('refuses what is neither a certificate nor a request', async () => {
    const { code, json } = await llaveJson(['diff', 'a.crt', 'a.key'], { cwd });
    expect([code, json.error?.code]).toEqual([3, 'ERR_CERTIFICATE_MISSING']);
  });
});
