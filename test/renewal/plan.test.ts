import { createPrivateKey, createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import en from '../../src/i18n/en/commands/renew.ts';
import type { KeySpec } from '../../src/pki/algorithms.ts';
import { implicit, integer, octetString, sequence } from '../../src/pki/der/encode.ts';
import { buildCertificate, type ExtensionInput } from '../../src/pki/engine.ts';
import {
  basicConstraints,
  keyIdentifier,
  keyUsage,
  subjectAltName,
  subjectKeyIdentifier,
} from '../../src/pki/extensions.ts';
import { readPrivateKey } from '../../src/pki/keys/load.ts';
import { keySpec } from '../../src/pki/keys/spec.ts';
import { encodeName } from '../../src/pki/names/encode-name.ts';
import { parseSubject } from '../../src/pki/names/parse-subject.ts';
import { type Certificate, extensionOid, parseCertificate } from '../../src/pki/parse/index.ts';
import { encodeGeneralName } from '../../src/pki/san/encode-san.ts';
import { parseHost } from '../../src/pki/san/host.ts';
import { loadProfile } from '../../src/profiles/load.ts';
import { renewedExtensions } from '../../src/renewal/plan/extensions.ts';
import { plannedHash, plannedKey } from '../../src/renewal/plan/key.ts';
import { plannedLifetime } from '../../src/renewal/plan/lifetime.ts';
import { selfSigned } from '../../src/renewal/sources/self-signed.ts';
import { repository } from '../support/paths.ts';

const DAY = 864e5;
const profile = await loadProfile('server', repository);
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const spec = keySpec(privateKey, '');
const identifier = keyIdentifier(createPublicKey(privateKey));
const san = (...hosts: string[]) =>
  subjectAltName(
    hosts.map((host) => encodeGeneralName(parseHost(host))),
    false,
  );

interface Old {
  subject?: string;
  extensions?: readonly ExtensionInput[];
  days?: number;
  key?: typeof privateKey;
  spec?: KeySpec;
}

async function old({
  subject = '/CN=chat.example.org',
  extensions = [],
  days = 90,
  key = privateKey,
  spec: of = spec,
}: Old = {}) {
  const notBefore = new Date('2026-01-01T00:00:00Z');
  const name = encodeName(parseSubject(subject));
  const der = await buildCertificate(
    {
      serialNumber: Buffer.of(1),
      issuer: name,
      subject: name,
      notBefore,
      notAfter: new Date(notBefore.getTime() + days * DAY - 1000),
      subjectPublicKeyInfo: createPublicKey(key).export({ type: 'spki', format: 'der' }),
      extensions,
    },
    { privateKey: key, spec: of, hash: 'SHA-256' },
  );
  return parseCertificate(der);
}

const renewed = (certificate: Certificate, newKey = false) =>
  renewedExtensions({ old: certificate, spec, keyIdentifier: identifier, newKey, profile });
const codes = (differences: readonly { code: string; params: object }[]) =>
  differences.map(({ code, params }) => [code, ...Object.values(params)].join(' '));

describe('renewedExtensions', () => {
  it('takes everything over byte for byte, in its order, what it does not know too', async () => {
    const extensions = [
      { oid: '1.2.3.4.5', critical: true, value: Buffer.from('0500', 'hex') },
      ...san('chat.example.org', '192.0.2.1'),
      keyUsage(profile, spec),
      subjectKeyIdentifier(Buffer.from('own way of naming a key')),
      basicConstraints({ ca: true, pathLength: 0 }),
    ];
    const plan = renewed(await old({ extensions }));
    expect(plan.differences).toEqual([]);
    expect(plan.extensions).toEqual(extensions.map((one) => ({ ...one, value: Buffer.from(one.value) })));
  });

  it('names a new key in the key identifiers, and changes nothing else for it', async () => {
    const extensions = [subjectKeyIdentifier(Buffer.from('old')), ...san('chat.example.org')];
    const plan = renewed(await old({ extensions }), true);
    expect(plan.extensions[0]).toEqual(subjectKeyIdentifier(identifier));
    expect(plan.extensions[1]?.value).toEqual(extensions[1]?.value);
    expect(plan.differences).toEqual([]);
  });

  it('completes what a bare certificate lacks, and names each', async () => {
    const plan = renewed(await old());
    const added = [
      'basicConstraints',
      'keyUsage',
      'extendedKeyUsage',
      'subjectKeyIdentifier',
      'authorityKeyIdentifier',
    ];
    expect(codes(plan.differences)).toEqual([
      ...added.map((name) => `extension-added ${name}`),
      'san-completed chat.example.org',
    ]);
    expect(plan.extensions.map(({ oid }) => oid)).toEqual(
      [...added, 'subjectAltName'].map((key) => extensionOid(key as 'keyUsage')),
    );
  });

  it.each([
    ['/CN=My server/O=UTP', []],
    ['/CN=192.0.2.7', ['san-completed 192.0.2.7']],
    ['/CN=a.example.org/CN=b.example.org', ['san-completed a.example.org, b.example.org']],
  ])('makes names only of what is one: %s', async (subject, expected) => {
    const plan = renewed(await old({ subject, extensions: [keyUsage(profile, spec)] }));
    expect(codes(plan.differences)).toEqual(expected);
  });

  it('leaves out what belongs to one issuance, what is damaged, and what is there twice', async () => {
    const timestamps = {
      oid: '1.3.6.1.4.1.11129.2.4.2',
      critical: false,
      value: octetString(Buffer.from('0000', 'hex')),
    };
    const damaged = { oid: extensionOid('extendedKeyUsage'), critical: false, value: Buffer.from('30ff', 'hex') };
    const usage = keyUsage(profile, spec);
    const plan = renewed(await old({ extensions: [timestamps, usage, damaged, usage, ...san('a.example.org')] }));
    expect(codes(plan.differences)).toEqual([
      'extension-dropped signedCertificateTimestamps',
      'extension-dropped extendedKeyUsage',
      'extension-dropped keyUsage',
    ]);
    expect(plan.extensions.map(({ oid }) => oid)).toEqual([usage.oid, extensionOid('subjectAltName')]);
  });

  it('an authority key identifier that names the old serial number names the key alone', async () => {
    const value = sequence(implicit(0, identifier), implicit(2, integer(1).subarray(2)));
    const named = { oid: extensionOid('authorityKeyIdentifier'), critical: false, value };
    const plan = renewed(await old({ extensions: [named, ...san('a.example.org')] }));
    expect(codes(plan.differences)).toEqual(['authority-key-identifier']);
    expect(plan.extensions[0]?.value).toEqual(sequence(implicit(0, identifier)));
  });
});

describe('plannedLifetime', () => {
  it.each([
    ['the same again', 90, undefined, 90, []],
    ['as asked', 90, 30, 30, ['lifetime-set 90 30']],
    ['asked for what it is', 90, 90, 90, []],
    ['the longest that is let be', 825, undefined, 825, []],
    ['longer than Apple takes', 826, undefined, 825, ['lifetime-shortened 826 825']],
    ['longer, but asked for', 3650, 3650, 3650, []],
  ] as const)('%s', async (_name, days, asked, expected, differences) => {
    const plan = plannedLifetime(await old({ days }), asked);
    expect(plan.ms).toBe(expected * DAY);
    expect(codes(plan.differences)).toEqual(differences);
  });

  it('counts the second that OpenSSL’s days have too much', async () => {
    expect(plannedLifetime(await old({ days: 90 + 1 / 86_400 }), undefined).ms).toBe(90 * DAY);
  });

  it('leaves a CA what it has', async () => {
    expect(plannedLifetime(await old({ days: 3650, extensions: [basicConstraints({ ca: true })] }), undefined).ms).toBe(
      3650 * DAY,
    );
  });
});

describe('plannedKey', () => {
  const load = (pem: string | Buffer) =>
    readPrivateKey(Buffer.from(pem), 'server.key', { passphrase: async () => 'x' });

  it('keeps the key, or makes one of the same type in the same container', async () => {
    const sec1 = await load(privateKey.export({ type: 'sec1', format: 'pem' }));
    expect(plannedKey(sec1, false)).toMatchObject({ action: 'reuse', differences: [] });
    expect(plannedKey(sec1, true)).toMatchObject({
      action: 'rotate',
      form: 'traditional',
      spec: { type: 'ec' },
      differences: [{ code: 'key-rotated' }],
    });
    const encrypted = await load(
      privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' }),
    );
    expect(plannedKey(encrypted, true)).toMatchObject({ form: 'pkcs8', encrypted: true });
    const legacy = await load(
      privateKey.export({ type: 'sec1', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' }),
    );
    expect(codes(plannedKey(legacy, true).differences)).toEqual([
      'key-rotated EC P-256',
      'key-container legacy-encrypted pkcs8',
    ]);
  });

  it('replaces a key that is refused today', async () => {
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    });
    const plan = plannedKey(await load(weak), false);
    expect(plan).toMatchObject({ action: 'rotate', spec: { type: 'rsa', bits: 2048 } });
    expect(codes(plan.differences)).toEqual(['key-too-weak RSA 1024 RSA 2048']);
  });
});

describe('plannedHash', () => {
  const signedWith = (oid: string) => ({ signatureAlgorithm: { oid } }) as Certificate;
  it.each([
    ['1.2.840.10045.4.3.3', 'SHA-384', []],
    ['1.2.840.10045.4.1', undefined, ['signature-hash sha1']],
    ['1.2.840.113549.1.1.5', undefined, ['signature-hash sha1']],
    ['1.2.3', undefined, []],
  ] as const)('%s', (oid, hash, differences) => {
    const plan = plannedHash(signedWith(oid), spec);
    expect(plan.hash).toBe(hash);
    expect(codes(plan.differences)).toEqual(differences);
  });
});

it('the self-signed source makes what was planned', async () => {
  const certificate = await old({
    subject: '/C=CO/O=UTP, Pereira/CN=ñandú',
    extensions: [...san('chat.example.org'), keyUsage(profile, spec)],
  });
  const { extensions } = renewed(certificate);
  const now = new Date('2026-06-01T12:00:00Z');
  const request = { old: certificate, privateKey, spec, hash: undefined, extensions, lifetimeMs: 90 * DAY, now };
  const { leaf, chain } = await selfSigned.issue(request);
  const made = parseCertificate(leaf.raw);
  expect(chain).toEqual([]);
  expect(made.subject.der).toEqual(certificate.subject.der);
  expect(made.extensions.map(({ oid, critical, value }) => ({ oid, critical, value }))).toEqual(
    certificate.extensions.map(({ oid, critical, value }) => ({ oid, critical, value })),
  );
  expect(made.validity.notAfter.getTime() - made.validity.notBefore.getTime()).toBe(90 * DAY - 1000);
  expect(made.validity.notBefore <= now).toBe(true);
  expect(
    new X509Certificate(leaf.raw).verify(
      createPublicKey(createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }))),
    ),
  ).toBe(true);
});

it('has a text for all that can be said', async () => {
  const { SOURCES } = await import('../../src/renewal/sources/source.ts');
  const { readSchema } = await import('../support/schema.ts');
  // biome-ignore lint/suspicious/noExplicitAny: a schema, read loosely
  const schema = readSchema('renew') as any;
  const { certificate, differences, step } = schema.$defs;
  const keys = [
    ...certificate.properties.reason.enum.map((one: string) => `reason.${one}`),
    ...certificate.properties.rule.enum.map((one: string) => `rule.${one}`),
    ...differences.items.properties.code.enum.map((one: string) => `difference.${one}`),
    ...step.properties.step.enum.map((one: string) => `step.${one}`),
    ...SOURCES.map((one) => `source.${one}`),
    ...['forgotten', 'finished', 'put-back'].map((one) => `recovery.${one}`),
    ...['old', 'new', 'other'].map((one) => `where.${one}`),
    ...['reuse', 'rotate'].map((one) => `key.${one}`),
  ];
  expect(keys.filter((key) => !Object.hasOwn(en, key))).toEqual([]);
});
