import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toPem } from '../../../src/files/pem.ts';
import { validityDays } from '../../../src/pki/accepts/conditions.ts';
import {
  ACCEPTANCE_RULES,
  type AcceptanceInput,
  acceptanceWarnings,
  type ClientId,
  isAccepted,
  judgeAcceptance,
} from '../../../src/pki/accepts/index.ts';
import { findIssuers } from '../../../src/pki/accepts/public-root.ts';
import { parseCertificate } from '../../../src/pki/parse/index.ts';
import { peer } from '../../support/peers.ts';
import { tempDir } from '../../support/temp-dir.ts';
import {
  type CertificateOptions,
  certificate,
  entity,
  entityOf,
  extendedKeyUsage,
  keyUsage,
  policies,
} from '../build/certificate.ts';
import { name } from '../build/der.ts';

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';
const SHA1_RSA = '1.2.840.113549.1.1.5';
const SHA256_RSA = '1.2.840.113549.1.1.11';
const AT = new Date('2026-06-15T00:00:00Z');
const DAY = 86_400_000;

const ca = entityOf(name(['CN', 'CA']), generateKeyPairSync('rsa', { modulusLength: 3072 }).privateKey);
const keys: Readonly<Record<string, KeyObject>> = {
  p256: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
  p521: generateKeyPairSync('ec', { namedCurve: 'P-521' }).privateKey,
  ed25519: generateKeyPairSync('ed25519').privateKey,
  rsa1024: generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey,
  rsa2048: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
};

interface Sketch extends CertificateOptions {
  readonly key?: keyof typeof keys;
  readonly days?: number;
  readonly purposes?: readonly string[];
  readonly host?: string;
  readonly at?: Date;
  readonly publicRoot?: boolean;
}

function input({ key = 'p256', days = 90, purposes = [SERVER_AUTH], host, at = AT, publicRoot, ...more }: Sketch = {}) {
  const notBefore = more.notBefore ?? new Date('2026-06-01T00:00:00Z');
  const subject = entityOf(name(['CN', 'a.example.org']), keys[key]);
  const der = certificate(subject, ca, {
    dns: ['a.example.org'],
    signatureOid: SHA256_RSA,
    notBefore,
    notAfter: new Date(notBefore.getTime() + days * DAY - 1000),
    ...more,
    extensions: [...(purposes.length ? [extendedKeyUsage(...purposes)] : []), ...(more.extensions ?? [])],
  });
  const leaf = parseCertificate(der);
  return { leaf, issuers: [], publicRoot: publicRoot ?? false, at, host } satisfies AcceptanceInput;
}

/** Who rejects, and for what. */
function rejections(sketch?: Sketch): Partial<Record<ClientId, string>> {
  const verdicts = judgeAcceptance(input(sketch)).filter(
    ({ status, mainstream }) => mainstream && status === 'rejected',
  );
  return Object.fromEntries(
    verdicts.map(({ client, objections }) => [client, objections.map(({ problem }) => problem).join()]),
  );
}

describe('days of a validity', () => {
  it('both ends count, a day is 86,400 seconds, any second more is another day', () => {
    const of = (seconds: number) => {
      const notBefore = new Date('2026-06-01T00:00:00Z');
      const notAfter = new Date(notBefore.getTime() + seconds * 1000);
      return validityDays(input({ notBefore, notAfter }).leaf);
    };
    expect([of(825 * 86_400 - 1), of(825 * 86_400), of(0)]).toEqual([825, 826, 1]);
  });
});

describe('a certificate of a private authority', () => {
  it('that is well made is accepted by everybody', () => {
    expect(rejections({ host: 'A.example.org' })).toEqual({});
    expect(isAccepted(judgeAcceptance(input()))).toBe(true);
  });

  it('of 825 days is accepted, of 826 rejected by Apple alone', () => {
    expect(rejections({ days: 825 })).toEqual({});
    expect(rejections({ days: 826 })).toEqual({ apple: 'validity-too-long' });
  });

  it('issued before July 2019 is not bound by what Apple asks for since then', () => {
    const notBefore = new Date('2019-06-30T00:00:00Z');
    expect(rejections({ days: 4000, notBefore, purposes: [] })).toEqual({});
    expect(rejections({ days: 4000, notBefore: new Date('2019-07-01T00:00:00Z'), purposes: [] })).toEqual({
      apple: 'validity-too-long,eku-missing',
    });
  });

  it('without subjectAltName is rejected by those who ignore the common name', () => {
    const bare = rejections({ dns: [], without: ['2.5.29.17'], host: 'a.example.org' });
    expect(bare).toEqual({ apple: 'san-missing', chrome: 'san-missing', firefox: 'san-missing', go: 'san-missing' });
    const address = rejections({ dns: [], without: ['2.5.29.17'], host: '192.0.2.1' });
    expect(address).toMatchObject({ java: 'san-missing-address', node: 'san-missing-address' });
  });

  it.each([
    ['another host', { host: 'b.example.org' }, 'name-mismatch'],
    ['a client purpose only', { purposes: [CLIENT_AUTH] }, 'server-auth-missing'],
    ['a validity that is over', { at: new Date('2026-12-01T00:00:00Z') }, 'expired'],
    ['a validity that is to come', { at: new Date('2026-05-01T00:00:00Z') }, 'not-yet-valid'],
  ] as const)('with %s is rejected by all that look', (_, sketch, problem) => {
    const rejected = rejections(sketch as Sketch);
    expect(Object.values(rejected).every((each) => each === problem)).toBe(true);
    expect(Object.keys(rejected).length).toBeGreaterThan(6);
  });

  it('with a key usage without digitalSignature is rejected by those who look in TLS 1.3, or by all that look at all', () => {
    const usage = (octet: number, unused: number) =>
      Object.keys(rejections({ without: ['2.5.29.15'], extensions: [keyUsage(octet, unused)] }));
    expect(usage(0x20, 5)).toEqual(['chrome', 'firefox', 'java', 'gnutls']);
    expect(usage(0x04, 2)).toEqual(expect.arrayContaining(['chrome', 'python', 'node', 'openssl-1', 'gnutls']));
  });

  it('with an Ed25519 key is rejected by browsers, with P-521 by Chrome and Apple', () => {
    expect(rejections({ key: 'ed25519' })).toEqual({ apple: 'key-type', chrome: 'key-type', firefox: 'key-type' });
    expect(rejections({ key: 'p521' })).toEqual({ apple: 'key-type', chrome: 'key-type' });
  });

  it('with RSA 1024 is rejected by Apple, Python, Node, curl and security level 2', () => {
    expect(rejections({ key: 'rsa1024' })).toEqual({
      apple: 'rsa-too-small',
      curl: 'rsa-too-small',
      python: 'rsa-too-small',
      node: 'rsa-too-small',
      'openssl-2': 'rsa-too-small',
    });
  });

  it('signed with SHA-1 is rejected by all but Java, which binds public authorities only', () => {
    const rejected = rejections({ signatureOid: SHA1_RSA });
    expect(Object.keys(rejected)).not.toContain('java');
    expect(Object.keys(rejected).length).toBe(10);
  });

  it('without authorityKeyIdentifier is rejected by Python since 3.13', () => {
    expect(rejections({ without: ['2.5.29.35'] })).toEqual({ python: 'authority-key-identifier-missing' });
    const early = judgeAcceptance(input({ without: ['2.5.29.35'], at: new Date('2026-06-15T00:00:00Z') }));
    expect(early.find(({ client }) => client === 'python')?.objections[0]).toMatchObject({ from: '2024-10-07' });
  });

  it('is for WebTransport with a P-256 key and at most 14 days', () => {
    const says = (sketch: Sketch) =>
      judgeAcceptance(input(sketch))
        .find(({ client }) => client === 'webtransport')
        ?.objections.map((o) => o.problem);
    expect(says({ days: 14, at: new Date('2026-06-02T00:00:00Z') })).toEqual([]);
    expect(says({ days: 15, key: 'rsa2048' })).toEqual(['validity-too-long', 'key-type']);
  });
});

describe('a certificate that WebRTC pins', () => {
  const says = (sketch: Sketch) => judgeAcceptance(input(sketch)).find(({ client }) => client === 'webrtc')!;

  it('has a key that every browser makes, whatever its names, root and dates', () => {
    expect(says({ dns: [], purposes: [], at: new Date('2030-01-01T00:00:00Z') }).objections).toEqual([]);
    expect(says({ key: 'rsa2048' }).objections).toEqual([]);
    expect(says({ key: 'ed25519' }).objections).toMatchObject([{ problem: 'key-type' }]);
  });

  it('decides nothing for the answer of the whole', () => {
    expect(says({ key: 'p521' })).toMatchObject({ mainstream: false, status: 'rejected' });
  });
});

describe('a certificate of a public authority', () => {
  const limit = (notBefore: string, days: number) => {
    const verdicts = judgeAcceptance(
      input({ publicRoot: true, days, notBefore: new Date(notBefore), at: new Date(notBefore) }),
    );
    return verdicts.find(({ client }) => client === 'public-ca')?.objections[0]?.params.limit;
  };

  it.each([
    ['2026-03-14', 398],
    ['2026-03-15', 200],
    ['2027-03-15', 100],
    ['2029-03-15', 47],
  ])('issued on %s may be valid for %i days', (day, days) => {
    expect([limit(day, days), limit(day, days + 1)]).toEqual([undefined, days]);
  });

  it('is told the limits that are to come', () => {
    const verdict = judgeAcceptance(input({ publicRoot: true, days: 90 })).find(({ client }) => client === 'public-ca');
    expect(verdict?.status).toBe('accepted');
    expect(verdict?.upcoming).toMatchObject([{ problem: 'validity-too-long', from: '2029-03-15' }]);
  });

  it.each([
    ['2027-03-14', true, []],
    ['2027-03-15', true, ['client-auth-too']],
    ['2027-03-15', false, []],
  ])("issued on %s by a root of Chrome's (%s) for clients too", (day, publicRoot, problems) => {
    const notBefore = new Date(day);
    const judged = input({ publicRoot, notBefore, at: notBefore, purposes: [SERVER_AUTH, CLIENT_AUTH] });
    const chrome = judgeAcceptance(judged).find(({ client }) => client === 'chrome');
    expect(chrome?.objections.map(({ problem }) => problem)).toEqual(problems);
    expect(chrome?.objections.map(({ params }) => params.purposes)).toEqual(
      problems.map(() => ['serverAuth', 'clientAuth']),
    );
  });

  it('is known by the root of its path, or by the policies of public authorities', () => {
    const root = parseCertificate(certificate(ca, ca, { ca: true, signatureOid: SHA256_RSA }));
    const { leaf } = input();
    expect(findIssuers(leaf, [], [root])).toMatchObject({ publicRoot: true, issuers: [root] });
    expect(findIssuers(leaf, [root], [])).toMatchObject({ publicRoot: false, issuers: [root] });
    const dv = input({ extensions: [policies('2.23.140.1.2.1')] }).leaf;
    expect(findIssuers(dv, [], [])).toMatchObject({ publicRoot: true });
  });
});

describe('warnings for whoever makes a certificate', () => {
  it('name all who will reject it, once for each problem', () => {
    expect(acceptanceWarnings(input({ key: 'ed25519', days: 900 }).leaf, AT)).toMatchObject([
      { problem: 'validity-too-long', clients: ['apple'] },
      { problem: 'key-type', clients: ['apple', 'chrome', 'firefox'] },
    ]);
  });

  it('say nothing of a certificate that is for no server', () => {
    expect(acceptanceWarnings(input({ purposes: [CLIENT_AUTH], days: 900 }).leaf, AT)).toEqual([]);
    const authority = parseCertificate(certificate(entity('x'), ca, { ca: true, signatureOid: SHA256_RSA }));
    expect(acceptanceWarnings(authority, AT)).toEqual([]);
  });
});

describe('the table', () => {
  it('gives every rule a source, and dates that are days', () => {
    const wrong = ACCEPTANCE_RULES.filter(
      ({ source, from, by }) =>
        source.length < 4 || (from !== undefined && (!/^\d{4}-\d\d-\d\d$/.test(from) || by === undefined)),
    );
    expect(wrong).toEqual([]);
  });
});

const openssl = peer('openssl');
describe.skipIf(!openssl)('openssl says the same at its security levels', () => {
  it.each([
    ['P-256', {}],
    ['RSA 1024', { key: 'rsa1024' }],
    ['RSA 2048', { key: 'rsa2048' }],
    ['SHA-1', { signatureOid: SHA1_RSA }],
    ['a client purpose', { purposes: [CLIENT_AUTH] }],
    ['another host', { host: 'b.example.org' }],
    ['no subjectAltName', { without: ['2.5.29.17'], host: 'a.example.org' }],
  ] as const)('%s', (_, sketch) => {
    const folder = tempDir();
    const root = certificate(ca, ca, { ca: true, signatureOid: SHA256_RSA });
    const judged = input(sketch as Sketch);
    writeFileSync(join(folder, 'root.pem'), toPem('CERTIFICATE', root));
    writeFileSync(join(folder, 'leaf.pem'), toPem('CERTIFICATE', judged.leaf.der));
    const at = String(AT.getTime() / 1000);
    const verdicts = judgeAcceptance({ ...judged, issuers: [parseCertificate(root)] });
    for (const level of ['1', '2', '3']) {
      const host = judged.host ? ['-verify_hostname', judged.host] : [];
      const args = ['verify', '-attime', at, '-auth_level', level, '-purpose', 'sslserver', ...host];
      const { status } = spawnSync(openssl!, [...args, '-CAfile', 'root.pem', 'leaf.pem'], { cwd: folder });
      const ours = verdicts.find(({ client }) => client === `openssl-${level}`)?.status;
      expect([level, ours]).toEqual([level, status === 0 ? 'accepted' : 'rejected']);
    }
  });
});
