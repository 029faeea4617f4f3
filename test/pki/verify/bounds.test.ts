import { expect, test } from 'vitest';
import type { Certificate } from '../../../src/pki/parse/index.ts';
import { dnsName, entity, entityOf, subjectAltName } from '../build/certificate.ts';
import {
  ca,
  caCertificate,
  leaf,
  leafCertificate,
  make,
  makeCrl,
  outcome,
  root,
  rootCertificate,
  verify,
} from './world.ts';

/** `size` CAs that all certify each other. */
function clique(size: number): { members: ReturnType<typeof entity>[]; certificates: Certificate[] } {
  const members = Array.from({ length: size }, (_, i) => entity(`Member ${i}`));
  const certificates = members.flatMap((subject) =>
    members.filter((issuer) => issuer !== subject).map((issuer) => make(subject, issuer, { ca: true })),
  );
  return { members, certificates };
}

test('CAs that certify each other and nobody else trusts', () => {
  const { members, certificates } = clique(12);
  expect(outcome({ leaf: make(leaf, members[0]!), intermediates: certificates })[0]).toBe('cycle-without-anchor');
});

test('the same, with one of them certified by the root, in either order', () => {
  const { members, certificates } = clique(12);
  const way = make(members[11]!, root, { ca: true });
  for (const intermediates of [
    [...certificates, way],
    [way, ...certificates.toReversed()],
  ]) {
    expect(verify({ leaf: make(leaf, members[0]!), intermediates }).ok).toBe(true);
  }
});

test('the same, where every path breaks a rule', () => {
  const { members, certificates } = clique(12);
  const way = make(members[11]!, root, { ca: true, pathLength: 0, serial: 0 });
  const result = outcome({ leaf: make(leaf, members[0]!), intermediates: [...certificates, way] });
  expect(result).not.toBe('ok');
  expect(['path-length-exceeded', 'serial-number-not-positive', 'search-limit-exceeded']).toContain(result[0]);
});

test('a hundred CAs of one name, none of them trusted', () => {
  const same = Array.from({ length: 100 }, () => entityOf(ca.name));
  const intermediates = same.map((subject, i) => make(subject, same[(i + 1) % same.length]!, { ca: true }));
  const result = outcome({ leaf: make(leaf, same[0]!), intermediates });
  expect(['root-untrusted', 'cycle-without-anchor']).toContain(result[0]);
});

test('a hundred CAs of one name and key', () => {
  const intermediates = Array.from({ length: 100 }, (_, i) => make(ca, ca, { ca: true, serial: i + 1 }));
  expect(outcome({ intermediates, anchors: [make(entity('Other'), entity('Other'), { ca: true })] })).toEqual([
    'root-untrusted',
    1,
  ]);
  expect(outcome({ intermediates: [...intermediates, caCertificate] })).toBe('ok');
});

test('a chain longer than any honest one', () => {
  const chain = Array.from({ length: 200 }, (_, i) => entity(`Level ${i}`));
  const intermediates = chain.map((subject, i) => make(subject, i === 0 ? root : chain[i - 1]!, { ca: true }));
  expect(outcome({ leaf: make(leaf, chain.at(-1)!), intermediates })[0]).toBe('search-limit-exceeded');
});

test('a leaf of twelve thousand names', () => {
  const names = subjectAltName(...Array.from({ length: 12_000 }, (_, i) => dnsName(`host${i}.example`)));
  expect(outcome({ leaf: make(leaf, ca, { extensions: [names] }), host: 'host11999.example' })).toBe('ok');
});

test('a CRL of a hundred thousand entries', () => {
  const revoked = Array.from({ length: 100_000 }, (_, i) => ({ serial: i + 1_000_000 }));
  const crls = [makeCrl(root), makeCrl(ca, { revoked })];
  expect(outcome({ crls })).toBe('ok');
  expect(outcome({ leaf: make(leaf, ca, { serial: 1_099_999 }), crls })).toEqual(['revoked', 0]);
});

test('nothing at all', () => {
  expect(outcome({ anchors: [], intermediates: [] })).toEqual(['issuer-not-found', 0]);
  expect(outcome({ leaf: rootCertificate, anchors: [], intermediates: [leafCertificate] })).toEqual([
    'self-signed-untrusted',
    0,
  ]);
});

test('hundreds of certificates for the key that signed a CRL, none of them valid', () => {
  const signers = Array.from({ length: 300 }, (_, i) => make(ca, entityOf(root.name), { ca: true, serial: i + 1 }));
  const indirect = makeCrl(ca, { nextUpdate: new Date('2026-06-02T00:00:00Z') });
  const result = outcome({ intermediates: [...signers, caCertificate], crls: [makeCrl(root), indirect] });
  expect(result).toEqual(['crl-unusable', 0]);
});
