import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { toPem } from '../../../src/files/pem.ts';
import { certificate, crl, entity, policies } from '../../pki/build/certificate.ts';
import { llave, llaveJson } from '../../support/llave.ts';
import { expectSchema } from '../../support/schema.ts';
import { tempDir } from '../../support/temp-dir.ts';

const POLICY = '1.3.6.1.4.1.99999.1';
const AT = ['--at', '2026-06-15T00:00:00Z'];
const [root, other, ca, leaf] = ['Root', 'Other', 'CA', 'a.example.org'].map(entity) as [
  ReturnType<typeof entity>,
  ReturnType<typeof entity>,
  ReturnType<typeof entity>,
  ReturnType<typeof entity>,
];
const cwd = tempDir();

beforeAll(() => {
  const write = (name: string, data: string | Buffer) => writeFileSync(join(cwd, name), data);
  const leafDer = certificate(leaf, ca, { serial: 7, dns: ['a.example.org'], extensions: [policies(POLICY)] });
  const caDer = certificate(ca, root, { ca: true, extensions: [policies(POLICY)] });
  const pem = (der: Buffer) => toPem('CERTIFICATE', der);
  write('root.pem', pem(certificate(root, root, { ca: true })));
  write('other.pem', pem(certificate(other, other, { ca: true })));
  write('ca.der', caDer);
  write('leaf.pem', pem(leafDer));
  write('leaf.der', leafDer);
  write('chain.pem', `some text\n${pem(leafDer)}more text\n${pem(caDer)}`);
  write('damaged.der', Buffer.concat([leafDer.subarray(0, -1), Buffer.of(leafDer.at(-1)! ^ 1)]));
  write('good.crl', toPem('X509 CRL', crl(ca, { revoked: [{ serial: 8 }] })));
  write('root.crl', crl(root));
  write('revoked.crl', crl(ca, { revoked: [{ serial: 7 }] }));
  write('old.crl', crl(ca, { nextUpdate: new Date('2026-06-02T00:00:00Z') }));
  write('escape.pem', pem(certificate(entity('\u001b[31mred\u0007'), ca, { dns: ['a.example.org'] })));
});

const run = (...args: string[]) => llaveJson(['verify', ...args, ...AT], { cwd });
const CA = ['--ca', 'root.pem', '--intermediate', 'ca.der'];

describe('a yes', () => {
  it.each([
    ['PEM', ['leaf.pem', ...CA]],
    ['DER', ['leaf.der', ...CA]],
    ['a chain in one file with text around it', ['chain.pem', '--ca', 'root.pem']],
    ['several --ca', ['chain.pem', '--ca', 'other.pem', '--ca', 'root.pem']],
    ['the host', ['chain.pem', '--ca', 'root.pem', '--host', 'A.EXAMPLE.org']],
    ['one intermediate allowed', ['chain.pem', '--ca', 'root.pem', '--max-depth', '1']],
    ['its policy', ['chain.pem', '--ca', 'root.pem', '--initial-policy', POLICY, '--explicit-policy']],
    ['lists that do not name it', ['chain.pem', '--ca', 'root.pem', '--crl', 'good.crl', '--crl', 'root.crl']],
  ])('%s', async (_, args) => {
    const { code, json, stderr } = await run(...args);
    expect([code, json.ok, json.result?.valid], stderr).toEqual([0, true, true]);
    expect(json.result.path.map(({ subject }: { subject: string }) => subject)).toEqual([
      'CN=a.example.org',
      'CN=CA',
      'CN=Root',
    ]);
    expectSchema(json);
  });
});

describe('a no names the certificate and the rule', () => {
  it.each([
    ['issuer-not-found', 0, ['leaf.pem', '--ca', 'root.pem']],
    ['issuer-not-found', 1, ['chain.pem', '--ca', 'other.pem']],
    ['signature-invalid', 0, ['damaged.der', ...CA]],
    ['host-mismatch', 0, ['leaf.pem', ...CA, '--host', 'b.example.org']],
    ['expired', 0, ['leaf.pem', ...CA, '--at', '2028-01-01']],
    ['max-depth-exceeded', 0, ['leaf.pem', ...CA, '--max-depth', '0']],
    ['policy-required', 0, ['leaf.pem', ...CA, '--initial-policy', '1.2.3', '--explicit-policy']],
    ['revoked', 0, ['leaf.pem', ...CA, '--crl', 'revoked.crl', '--crl', 'root.crl']],
    ['crl-unusable', 0, ['leaf.pem', ...CA, '--crl', 'old.crl', '--crl', 'root.crl']],
    ['revocation-unknown', 1, ['leaf.pem', ...CA, '--crl', 'good.crl']],
    ['webpki-extended-key-usage', 0, ['leaf.pem', ...CA, '--policy', 'webpki', '--host', 'a.example.org']],
  ])('%s, certificate %i', async (code, index, args) => {
    const at = args.includes('--at') ? [] : AT;
    const result = await llaveJson(['verify', ...args, ...at], { cwd });
    expect([result.code, result.json.ok]).toEqual([1, false]);
    expectSchema(result.json);
    const { reason, others } = result.json.result;
    const named = [reason, ...others].map((each) => each.code);
    expect(named).toContain(code);
    if (reason.code === code) expect(reason.certificate.index).toBe(index);
    for (const { message, fix } of [reason, ...others]) expect(`${message} ${fix}`).not.toMatch(/[{}]/);
    const spanish = await llave(['verify', ...args, ...at, '--lang', 'es'], { cwd });
    expect([spanish.code, spanish.stdout]).toEqual([1, expect.stringMatching(/^rechazado: .+\n.*certificado \d/)]);
    expect(spanish.stdout).not.toContain(reason.message);
  });

  it('keeps control characters of a subject from the terminal', async () => {
    const { stdout, stderr, code } = await llave(['verify', 'escape.pem', '--ca', 'other.pem', ...AT], { cwd });
    expect(code).toBe(1);
    expect(stdout + stderr).not.toMatch(/[\u0007\u001b]/);
    expect(stdout).toContain('red');
  });
});

describe('inputs that cannot be used', () => {
  it.each([
    [3, 'ERR_INPUT_MISSING', ['missing.pem']],
    [3, 'ERR_CERTIFICATE_MISSING', ['good.crl', '--ca', 'root.pem']],
    [3, 'ERR_CRL_MISSING', ['leaf.pem', ...CA, '--crl', 'root.pem']],
    [2, 'ERR_USAGE_INVALID_VALUE', ['leaf.pem', ...CA, '--initial-policy', 'x']],
    [2, 'ERR_USAGE_INVALID_VALUE', ['leaf.pem', ...CA, '--max-depth', '-1']],
    [2, 'ERR_USAGE_INVALID_VALUE', ['leaf.pem', ...CA, '--host', 'https://a.example.org']],
  ])('exit %i, %s', async (exit, error, args) => {
    const { code, json } = await run(...args);
    expect([code, json.error?.code]).toEqual([exit, error]);
    expectSchema(json);
  });
});
