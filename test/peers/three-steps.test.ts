import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitPem, toPem } from '../../src/files/pem.ts';
import { createRequest } from '../../src/pki/csr.ts';
import { generateKey } from '../../src/pki/keys/generate.ts';
import { encodeName } from '../../src/pki/names/encode-name.ts';
import { parseCertificate } from '../../src/pki/parse/index.ts';
import { requestedHost } from '../../src/pki/requested.ts';
import { parseHost, parseHosts } from '../../src/pki/san/host.ts';
import { loadProfile } from '../../src/profiles/load.ts';
import { subjects } from '../support/arbitrary-names.ts';
import { ec } from '../support/key-specs.ts';
import { llave } from '../support/llave.ts';
import { repository } from '../support/paths.ts';
import { peer } from '../support/peers.ts';
import { mustPeer, runPeer } from '../support/run-peer.ts';
import { tempDir } from '../support/temp-dir.ts';

const KEYS: readonly (readonly string[])[] = [
  ['--type', 'rsa'],
  ['--type', 'rsa', '--bits', '3072'],
  ['--type', 'rsa', '--bits', '4096'],
  ['--type', 'rsa', '--form', 'traditional'],
  ['--type', 'rsa', '--form', 'jwk'],
  ['--type', 'rsa', '--encoding', 'der'],
  ['--type', 'rsa-pss'],
  ['--curve', 'P-256'],
  ['--curve', 'P-384'],
  ['--curve', 'P-521'],
  ['--curve', 'secp256k1'],
  ['--curve', 'P-256', '--form', 'traditional'],
  ['--curve', 'P-384', '--form', 'traditional', '--encoding', 'der'],
  ['--curve', 'brainpoolP384r1'],
  ['--curve', 'brainpoolP512t1'],
  ['--type', 'ed25519'],
  ['--type', 'ed448'],
];

async function threeSteps(keyFlags: readonly string[]): Promise<string> {
  const cwd = tempDir();
  for (const args of [
    ['genkey', ...keyFlags],
    ['csr', '-s', '/C=CO/O=UTP/CN=chat.example.org', '-H', 'chat.example.org'],
    ['selfsign'],
  ]) {
    const { code, stderr } = await llave(args, { cwd });
    if (code !== 0) throw new Error(`llave ${args.join(' ')}: ${stderr}`);
  }
  return cwd;
}

describe.skipIf(!peer('openssl')).each(KEYS)('the three steps with %s %s %s %s', (...flags) => {
  it('are accepted by openssl', { timeout: 120_000 }, async () => {
    const cwd = await threeSteps(flags.filter((flag) => flag !== undefined));
    const inCwd = (...args: string[]) => mustPeer('openssl', args, undefined, cwd);
    expect(inCwd('req', '-in', 'server.csr', '-verify', '-noout').stderr).toMatch(/verify OK/);
    expect(inCwd('verify', '-x509_strict', '-CAfile', 'server.crt', 'server.crt').stdout).toContain('server.crt: OK');
    const verified = inCwd(
      'verify',
      '-x509_strict',
      '-purpose',
      'sslserver',
      '-verify_hostname',
      'chat.example.org',
      '-CAfile',
      'server.crt',
      'server.crt',
    );
    expect(verified.stdout).toContain('OK');
    const text = inCwd('x509', '-in', 'server.crt', '-noout', '-text', '-nameopt', 'RFC2253').stdout;
    expect(text).toContain('Version: 3 (0x2)');
    expect(text).toContain('Subject: CN=chat.example.org,O=UTP,C=CO');
    expect(text).toMatch(/Basic Constraints: critical\s+CA:FALSE/);
    expect(text).toMatch(/Key Usage: critical\s+Digital Signature/);
    expect(text).toMatch(/Extended Key Usage: \s+TLS Web Server Authentication/);
    expect(text).toMatch(/Subject Alternative Name: \s+DNS:chat.example.org/);
    const publicKeys = [
      inCwd('req', '-in', 'server.csr', '-noout', '-pubkey').stdout,
      inCwd('x509', '-in', 'server.crt', '-noout', '-pubkey').stdout,
    ];
    expect(new Set(publicKeys).size).toBe(1);
  });
});

describe('the three steps', () => {
  it.skipIf(!peer('certtool'))('are accepted by certtool', { timeout: 120_000 }, async () => {
    const cwd = await threeSteps([]);
    const certificate = mustPeer('certtool', ['-i', '--infile', 'server.crt'], undefined, cwd).stdout;
    expect(certificate).toContain('DNSname: chat.example.org');
    expect(certificate).toContain('Certificate Authority (CA): FALSE');
    expect(mustPeer('certtool', ['--crq-info', '--infile', 'server.csr'], undefined, cwd).stdout).toContain(
      'Self signature: verified',
    );
  });

  it.skipIf(!peer('keytool'))('are accepted by keytool', { timeout: 120_000 }, async () => {
    const cwd = await threeSteps([]);
    const certificate = mustPeer(
      'keytool',
      ['-J-Duser.language=en', '-printcert', '-file', 'server.crt'],
      undefined,
      cwd,
    ).stdout;
    expect(certificate).toContain('Owner: CN=chat.example.org, O=UTP, C=CO');
    expect(certificate).toContain('DNSName: chat.example.org');
    expect(mustPeer('keytool', ['-printcertreq', '-file', 'server.csr'], undefined, cwd).stdout).toContain(
      'CN=chat.example.org',
    );
  });
});

describe.skipIf(!peer('openssl'))('selfsign from what openssl made', () => {
  it('takes names and public key of its request', async () => {
    const cwd = tempDir();
    mustPeer(
      'openssl',
      [
        'req',
        '-new',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        'server.key',
        '-out',
        'server.csr',
        '-subj',
        '/C=CO/O=Universidad Tecnológica/CN=chat.example.org',
        '-utf8',
        '-addext',
        'subjectAltName=DNS:chat.example.org,IP:192.0.2.7',
      ],
      undefined,
      cwd,
    );
    expect(await llave(['selfsign'], { cwd })).toMatchObject({ code: 0 });
    const verified = mustPeer(
      'openssl',
      ['verify', '-x509_strict', '-verify_ip', '192.0.2.7', '-CAfile', 'server.crt', 'server.crt'],
      undefined,
      cwd,
    );
    expect(verified.stdout).toContain('OK');
    const certificate = parseCertificate(splitPem(readFileSync(join(cwd, 'server.crt'))).blocks[0]!.der);
    expect(certificate.subject.toString()).toBe('CN=chat.example.org,O=Universidad Tecnológica,C=CO');
  });

  it('refuses one that was changed after it was signed', async () => {
    const cwd = tempDir();
    mustPeer(
      'openssl',
      [
        'req',
        '-new',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        'server.key',
        '-out',
        'server.csr',
        '-subj',
        '/CN=a.example.org',
        '-outform',
        'DER',
      ],
      undefined,
      cwd,
    );
    const file = join(cwd, 'server.csr');
    const changed = readFileSync(file);
    changed[changed.indexOf('a.example.org')] = 'b'.charCodeAt(0);
    writeFileSync(file, changed);
    expect(
      runPeer('openssl', ['req', '-in', 'server.csr', '-inform', 'DER', '-verify', '-noout'], undefined, cwd).stderr,
    ).toContain('failure');
    expect(await llave(['selfsign', '-H', 'a.example.org'], { cwd })).toMatchObject({ code: 3 });
  });
});

describe.skipIf(!peer('openssl'))('properties: what openssl reads of our requests', () => {
  const asOpenssl = async (subject: Buffer, hosts: ReturnType<typeof parseHosts>, args: string[]) => {
    const { privateKey } = await generateKey(ec('P-256'));
    const base = await loadProfile('server', repository);
    const profile = { ...base, subjectAltName: { required: true, types: ['dns', 'ip', 'email', 'uri'] as const } };
    const names = hosts.map(requestedHost);
    const der = await createRequest({ privateKey, spec: ec('P-256'), subject, names, profile });
    return mustPeer('openssl', ['req', '-noout', '-verify', ...args], toPem('CERTIFICATE REQUEST', der)).stdout;
  };

  it('the subject is the one that we print', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(subjects, async (subject) => {
        // OpenSSL does not escape a value that is nothing but "#", which RFC 4514 2.4 asks for.
        fc.pre(subject.flat().every(({ value }) => value !== '#'));
        const der = encodeName(subject);
        const said = await asOpenssl(der, parseHosts(['a.org']), [
          '-subject',
          '-nameopt',
          'sep_comma_plus,dn_rev,oid,esc_2253,utf8',
        ]);
        const line = said
          .split('\n')
          .find((each) => each.startsWith('subject='))!
          .slice('subject='.length);
        const back = await import('../../src/pki/names/parse-subject.ts').then(({ parseSubject }) =>
          parseSubject(line),
        );
        expect(encodeName(back)).toEqual(der);
      }),
      { numRuns: 40 },
    );
  });

  it('the alternative names are the ones that we print', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.oneof(fc.domain(), fc.ipV4(), fc.emailAddress()), { minLength: 1, maxLength: 8 }),
        async (texts) => {
          const hosts = parseHosts(texts);
          const text = await asOpenssl(encodeName([]), hosts, ['-text']);
          const line = /Subject Alternative Name:[^\n]*\n\s+([^\n]+)\n/.exec(text)![1]!;
          const read = line.split(', ').map((each) => parseHost(each.replace(/^IP Address:/, 'ip:')));
          expect(read).toEqual(hosts);
        },
      ),
      { numRuns: 40 },
    );
  });
});
