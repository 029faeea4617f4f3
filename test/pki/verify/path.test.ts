import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseCertificate } from '../../../src/pki/parse/index.ts';
import {
  basicConstraints,
  dnsName,
  entity,
  entityOf,
  extendedKeyUsage,
  extension,
  keyUsage,
  nameConstraints,
  policies,
} from '../build/certificate.ts';
import { hex, int, name, seq, utf8 } from '../build/der.ts';
import { ca, caCertificate, leaf, leafCertificate, make, outcome, root, rootCertificate, verify } from './world.ts';

const SERVER = '1.3.6.1.5.5.7.3.1';
const CLIENT = '1.3.6.1.5.5.7.3.2';
const BC = '2.5.29.19';
const KU = '2.5.29.15';

describe('a valid chain', () => {
  test('gives the path, leaf first, and every policy', () => {
    expect(verify({ host: 'a.example.com', purpose: 'server' })).toEqual({
      ok: true,
      path: [leafCertificate, caCertificate, rootCertificate],
      policies: [],
    });
  });

  test('an intermediate may be the anchor, and so may the leaf', () => {
    expect(verify({ anchors: [caCertificate], intermediates: [] })).toMatchObject({
      ok: true,
      path: [leafCertificate, caCertificate],
    });
    const self = make(leaf, leaf, { dns: ['a.example.com'] });
    expect(verify({ leaf: self, anchors: [self], intermediates: [], host: 'a.example.com' })).toMatchObject({
      ok: true,
      path: [self],
    });
  });

  test('of several paths, the valid one is found whatever the order', () => {
    const expired = make(ca, root, { ca: true, notAfter: new Date('2026-02-01T00:00:00Z') });
    const other = entity('Other root');
    const cross = make(ca, other, { ca: true });
    for (const intermediates of [
      [expired, cross, caCertificate],
      [caCertificate, cross, expired],
    ]) {
      expect(verify({ intermediates })).toMatchObject({
        ok: true,
        path: [leafCertificate, caCertificate, rootCertificate],
      });
    }
    expect(
      verify({ intermediates: [expired, cross], anchors: [rootCertificate, make(other, other, { ca: true })] }).ok,
    ).toBe(true);
  });
});

describe('no path', () => {
  const stranger = entity('Stranger');
  const strangerRoot = make(stranger, stranger, { ca: true });

  test.each([
    ['the intermediate is missing', { intermediates: [] }, 'issuer-not-found', 0],
    [
      'the root is not trusted',
      { anchors: [strangerRoot], intermediates: [caCertificate, rootCertificate] },
      'root-untrusted',
      2,
    ],
    ['the leaf is self-signed', { leaf: make(leaf, leaf) }, 'self-signed-untrusted', 0],
  ] as const)('%s', (_, changes, code, index) => {
    expect(outcome(changes)).toEqual([code, index]);
  });

  test('a root made again under its name is told from a forged signature', () => {
    const again = entityOf(root.name);
    expect(outcome({ anchors: [make(again, again, { ca: true })] })).toEqual(['issuer-key-mismatch', 1]);
    const forged = entityOf(ca.name);
    const signedByOther = make(leaf, { ...forged, keyId: ca.keyId }, { dns: ['a.example.com'] });
    expect(outcome({ leaf: signedByOther })).toEqual(['signature-invalid', 0]);
  });

  test('an issuer that is called differently is told from a missing one', () => {
    const renamed = { ...ca, name: name(['CN', 'CB']) };
    expect(outcome({ leaf: make(leaf, renamed) })).toEqual(['name-chaining-mismatch', 0]);
  });

  test('names chain without regard to case, spaces and string type', () => {
    const shouting = { ...ca, name: name(['CN', utf8(' c A ')]) };
    const spaced = entityOf(name(['CN', 'C  a']), ca.key);
    expect(outcome({ leaf: make(leaf, shouting), intermediates: [make(spaced, root, { ca: true })] })).toBe('ok');
  });
});

describe('rules about one certificate', () => {
  const day = (text: string) => new Date(`${text}T00:00:00Z`);

  test.each([
    ['at notBefore', day('2026-01-01'), 'ok'],
    ['at notAfter', day('2027-01-01'), 'ok'],
    ['within the second of notAfter', new Date('2027-01-01T00:00:00.999Z'), 'ok'],
    ['a second late', new Date('2027-01-01T00:00:01Z'), ['expired', 0]],
    ['a millisecond early', new Date('2025-12-31T23:59:59.999Z'), ['not-yet-valid', 0]],
  ])('validity: %s', (_, at, expected) => {
    expect(outcome({ at })).toEqual(expected);
  });

  test('who is no CA issues nothing', () => {
    expect(outcome({ intermediates: [make(ca, root, { without: [BC] })] })).toEqual(['basic-constraints-missing', 1]);
    expect(outcome({ intermediates: [make(ca, root)] })).toEqual(['not-a-ca', 1]);
    const noSign = make(ca, root, { ca: true, without: [KU], extensions: [keyUsage(0x80, 7)] });
    expect(outcome({ intermediates: [noSign] })).toEqual(['key-usage-cert-sign-missing', 1]);
    expect(
      outcome({ intermediates: [make(ca, root, { version: 1, without: [BC, KU, '2.5.29.14', '2.5.29.35'] })] }),
    ).toEqual(['basic-constraints-missing', 1]);
  });

  test('purposes bind leaf and CAs', () => {
    const client = make(leaf, ca, { extensions: [extendedKeyUsage(CLIENT)] });
    expect(outcome({ leaf: client, purpose: 'server' })).toEqual(['extended-key-usage-missing-purpose', 0]);
    expect(outcome({ leaf: client, purpose: 'client' })).toBe('ok');
    expect(outcome({ leaf: client })).toBe('ok');
    const mailCa = make(ca, root, { ca: true, extensions: [extendedKeyUsage('1.3.6.1.5.5.7.3.4')] });
    expect(outcome({ intermediates: [mailCa], purpose: 'server' })).toEqual(['extended-key-usage-missing-purpose', 1]);
    const any = make(leaf, ca, { extensions: [extendedKeyUsage('2.5.29.37.0')] });
    expect(outcome({ leaf: any, purpose: 'server' })).toBe('ok');
    const signOnly = make(leaf, ca, { without: [KU], extensions: [keyUsage(0x40, 6)] });
    expect(outcome({ leaf: signOnly, purpose: 'server' })).toEqual(['key-usage-forbids-purpose', 0]);
  });

  test.each([
    ['an unknown critical extension', { extensions: [extension('1.2.3', int(1), true)] }, 'unknown-critical-extension'],
    ['an extension twice', { extensions: [extendedKeyUsage(SERVER), extendedKeyUsage(SERVER)] }, 'duplicate-extension'],
    ['a broken extension', { extensions: [extension('2.5.29.32', hex('3003020105'))] }, 'extension-malformed'],
    [
      'BER in an extension',
      {
        without: [BC],
        extensions: [extension(BC, seq(hex('010100')), true), extension('2.5.29.36', hex('30030101ff'))],
      },
      'extension-malformed',
    ],
    ['a serial number of zero', { serial: 0 }, 'serial-number-not-positive'],
    ['a serial number of 21 octets', { serial: 1n << 167n }, 'serial-number-too-long'],
    ['no authority key identifier', { without: ['2.5.29.35'] }, 'authority-key-identifier-missing'],
    ['no subject and no critical SAN', { subject: seq() }, 'subject-empty-san-not-critical'],
    ['version 1 with extensions', { version: 1 }, 'version-without-extensions'],
    [
      'critical access information',
      { extensions: [extension('1.3.6.1.5.5.7.1.1', seq(seq(hex('06082b06010505073001'), hex('860161'))), true)] },
      'extension-must-not-be-critical',
    ],
    [
      'certificate signing without being a CA',
      { without: [KU], extensions: [keyUsage(0x04, 2)] },
      'key-usage-cert-sign-without-ca',
    ],
    [
      'a path length without being a CA',
      { without: [BC], extensions: [basicConstraints(false, 3)] },
      'path-length-without-cert-sign',
    ],
  ] as const)('%s', (_, options, code) => {
    expect(outcome({ leaf: make(leaf, ca, options) })).toEqual([code, 0]);
  });

  test('the policy `path` leaves out what only CAs promise', () => {
    const bare = make(leaf, ca, { without: ['2.5.29.35'], serial: 0 });
    expect(outcome({ leaf: bare })).toEqual(['serial-number-not-positive', 0]);
    expect(outcome({ leaf: bare, policy: 'path' })).toBe('ok');
  });

  test('inner and outer signature algorithm are the same', () => {
    const der = Buffer.from(leafCertificate.der);
    der[der.lastIndexOf(hex('06032b6570')) + 4] = 0x71;
    expect(outcome({ leaf: parseCertificate(der) })).toEqual(['signature-algorithm-mismatch', 0]);
  });
});

describe('path length', () => {
  const sub = entity('Sub');
  const subLeaf = make(leaf, sub, { dns: ['a.example.com'] });
  const chain = (first: number | undefined, second?: number) => ({
    leaf: subLeaf,
    intermediates: [
      make(ca, root, { ca: true, ...(first === undefined ? {} : { pathLength: first }) }),
      make(sub, ca, { ca: true, ...(second === undefined ? {} : { pathLength: second }) }),
    ],
  });

  test.each([
    [undefined, undefined, 'ok'],
    [1, 0, 'ok'],
    [1, 5, 'ok'],
    [0, 0, ['path-length-exceeded', 2]],
  ])('%s then %s', (first, second, expected) => {
    expect(outcome(chain(first, second))).toEqual(expected);
  });

  test('self-issued certificates are not counted', () => {
    const rolled = entityOf(ca.name);
    const intermediates = [make(ca, root, { ca: true, pathLength: 0 }), make(rolled, ca, { ca: true, pathLength: 0 })];
    expect(outcome({ leaf: make(leaf, rolled), intermediates })).toBe('ok');
    expect(outcome({ leaf: make(leaf, rolled), intermediates, maxDepth: 1 })).toBe('ok');
  });

  test('the limit of the caller', () => {
    expect(outcome({ maxDepth: 1 })).toBe('ok');
    expect(outcome({ maxDepth: 0 })).toEqual(['max-depth-exceeded', 0]);
    expect(outcome({ ...chain(undefined), maxDepth: 1 })).toEqual(['max-depth-exceeded', 0]);
  });
});

describe('the most telling of several failures', () => {
  test('the host is named before what CAs promise, expiry before the host', () => {
    const bare = make(leaf, ca, { dns: ['a.example.com'], without: ['2.5.29.35'] });
    expect(outcome({ leaf: bare, host: 'b.example.com' })).toEqual(['host-mismatch', 0]);
    expect(outcome({ leaf: bare, host: 'b.example.com', at: new Date('2028-01-01') })).toEqual(['expired', 0]);
  });

  test('the path with the fewest faults is the one that is told about', () => {
    const worse = make(ca, root, {
      ca: true,
      notAfter: new Date('2026-02-01T00:00:00Z'),
      extensions: [extension('1.2.3', int(1), true)],
    });
    const better = make(ca, root, { ca: true, serial: 0 });
    expect(outcome({ intermediates: [worse, better] })).toEqual(['serial-number-not-positive', 1]);
  });
});

test('keys and algorithms: broken digests and foreign ones are told apart', () => {
  const rsa = entityOf(name(['CN', 'CA']), generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey);
  const rsaCa = make(rsa, root, { ca: true });
  const unknown = make(leaf, ca, { signatureOid: '1.2.3.4' });
  expect(outcome({ leaf: unknown })).toEqual(['signature-algorithm-unsupported', 0]);
  const md5 = make(leaf, { ...ca, keyId: rsa.keyId }, { signatureOid: '1.2.840.113549.1.1.4' });
  expect(outcome({ leaf: md5, intermediates: [rsaCa] })).toEqual(['signature-algorithm-broken', 0]);
  expect(outcome({ leaf: make(leaf, ca, { extensions: [policies('1.2.3')] }) })).toBe('ok');
});

describe('a graph of cross-signed CAs (RFC 4158 figure 7)', () => {
  const nodes = { TA: root, A: entity('A'), B: entity('B'), C: entity('C') };
  type Node = keyof typeof nodes;
  const edges: [Node, Node][] = [
    ['TA', 'A'],
    ['TA', 'C'],
    ['A', 'C'],
    ['C', 'A'],
    ['A', 'B'],
    ['C', 'B'],
  ];
  const faults = {
    expired: { notAfter: new Date('2026-02-01T00:00:00Z') },
    'name-constraint-violation': { extensions: [nameConstraints([dnsName('bad.example.com')])] },
    'extended-key-usage-missing-purpose': { extensions: [extendedKeyUsage('1.3.6.1.5.5.7.3.4')] },
    'basic-constraints-missing': { without: [BC] },
    'not-a-ca': { ca: false, without: [KU], extensions: [keyUsage(0x04, 2)] },
  } as const;
  const judged = (fault: keyof typeof faults, ...bad: string[]) =>
    outcome({
      intermediates: edges.map(([issuer, subject]) =>
        make(nodes[subject], nodes[issuer], { ca: true, ...(bad.includes(issuer + subject) ? faults[fault] : {}) }),
      ),
      leaf: make(leaf, nodes.B, { dns: ['a.example.com'] }),
      host: 'a.example.com',
      purpose: 'server',
    });

  test.each(Object.keys(faults) as (keyof typeof faults)[])(
    '%s is avoided where it can be, and named where not',
    (fault) => {
      expect(judged(fault, 'TAC', 'AB')).toBe('ok');
      expect(judged(fault, 'TAA', 'CB')).toBe('ok');
      expect(judged(fault, 'TAA', 'TAC')[0]).toBe(fault);
      expect(judged(fault, 'AB', 'CB')[0]).toBe(fault);
    },
  );
});

test('SHA-1 is refused, save in what an anchor says of itself', () => {
  const rsa = entityOf(root.name, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
  const sha1 = '1.2.840.113549.1.1.5';
  const anchor = make(rsa, rsa, { ca: true, signatureOid: sha1 });
  const signed = (oid: string) =>
    outcome({ leaf: make(leaf, rsa, { signatureOid: oid }), anchors: [anchor], intermediates: [] });
  expect(signed(sha1)).toEqual(['signature-algorithm-broken', 0]);
  expect(signed('1.2.840.113549.1.1.11')).toBe('ok');
});
