import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { KeySpec } from '../../src/pki/algorithms.ts';
import { createSelfSigned, randomSerial } from '../../src/pki/certificate.ts';
import { createRequest } from '../../src/pki/csr.ts';
import { keyIdentifier } from '../../src/pki/extensions.ts';
import { grant } from '../../src/pki/grant.ts';
import { generateKey, type KeyPair } from '../../src/pki/keys/generate.ts';
import { encodeName } from '../../src/pki/names/encode-name.ts';
import { parseSubject } from '../../src/pki/names/parse-subject.ts';
import { parseCertificate, parseCertificationRequest } from '../../src/pki/parse/index.ts';
import type { Profile } from '../../src/pki/profile.ts';
import { requestedFrom, requestedHost } from '../../src/pki/requested.ts';
import { parseHosts } from '../../src/pki/san/host.ts';
import { validityPeriod } from '../../src/pki/validity-period.ts';
import { verifySignature } from '../../src/pki/verify/signature.ts';
import { loadProfile } from '../../src/profiles/load.ts';
import { ec, KEY_SPECS } from '../support/key-specs.ts';
import { repository } from '../support/paths.ts';

const now = new Date('2026-11-22T12:00:00.500Z');
const names = parseHosts(['chat.example.org', '127.0.0.1', '::1']).map(requestedHost);
const subject = encodeName(parseSubject('/C=CO/O=UTP/CN=chat.example.org'));
const profileOf = (name: string) => loadProfile(name, repository);

async function make(spec: KeySpec, profileName: string, pair?: KeyPair, more: object = {}) {
  const profile = await profileOf(profileName);
  const { privateKey } = pair ?? (await generateKey(spec));
  const granted = grant({ names, extensions: [] }, profile);
  const validity = validityPeriod({ now }, profile);
  return parseCertificate(await createSelfSigned({ privateKey, spec, subject, granted, profile, validity, ...more }));
}

describe.each(KEY_SPECS)('a certificate with a key of type %s', { timeout: 120_000 }, (_, spec) => {
  it('is well-formed, verifies, and is what the profile says', async () => {
    const certificate = await make(spec, 'server');
    expect(certificate.problems).toEqual([]);
    expect(verifySignature(certificate, certificate.subjectPublicKeyInfo)).toBe('valid');
    expect(certificate.version).toBe(3);
    expect(certificate.subject.toString()).toBe('CN=chat.example.org,O=UTP,C=CO');
    expect(certificate.issuer.der).toEqual(certificate.subject.der);
    const found = certificate.extensions.map(({ key, critical, parsed }) => [key, critical, parsed]);
    const identifier = keyIdentifier(certificate.subjectPublicKeyInfo.der);
    expect(found.slice(0, 3)).toEqual([
      ['basicConstraints', true, { ca: false, pathLength: undefined }],
      ['keyUsage', true, spec.type === 'rsa' ? ['digitalSignature', 'keyEncipherment'] : ['digitalSignature']],
      ['extendedKeyUsage', false, ['1.3.6.1.5.5.7.3.1']],
    ]);
    expect(found.map(([key]) => key).slice(3)).toEqual([
      'subjectAltName',
      'subjectKeyIdentifier',
      'authorityKeyIdentifier',
    ]);
    expect(found[3]![2]).toMatchObject([
      { type: 'dns', value: 'chat.example.org' },
      { type: 'ip', value: '127.0.0.1' },
      { type: 'ip', value: '::1' },
    ]);
    expect(certificate.extensions[4]!.value.subarray(2)).toEqual(identifier);
    expect(certificate.extensions[5]!.value.includes(identifier)).toBe(true);
  });

  it('its request is well-formed, verifies, and asks for the same', async () => {
    const { privateKey } = await generateKey(spec);
    const profile = await profileOf('server');
    const request = parseCertificationRequest(await createRequest({ privateKey, spec, subject, names, profile }));
    expect(request.problems).toEqual([]);
    expect(verifySignature(request, request.subjectPublicKeyInfo)).toBe('valid');
    const requested = requestedFrom(request);
    expect(requested.subject.der).toEqual(subject);
    expect(requested.names).toEqual(names);
    expect(grant(requested, profile)).toMatchObject({ refusedNames: [], refusedExtensions: [] });
  });
});

describe('validity', () => {
  let server: Profile;
  beforeAll(async () => {
    server = await profileOf('server');
  });
  const iso = (period: { notBefore: Date; notAfter: Date }) => [
    period.notBefore.toISOString(),
    period.notAfter.toISOString(),
  ];

  it('is N times 86,400 seconds less one, and begins within the last minute', () => {
    expect(iso(validityPeriod({ now, days: 1 }, server))).toEqual([
      '2026-11-22T11:59:30.000Z',
      '2026-11-23T11:59:29.000Z',
    ]);
    const { notBefore, notAfter } = validityPeriod({ now }, server);
    expect((notAfter.getTime() - notBefore.getTime()) / 1000).toBe(365 * 86_400 - 1);
    expect(now.getTime() - notBefore.getTime()).toBeLessThanOrEqual(60_000);
  });

  it('takes both ends as given', () => {
    const notBefore = new Date('2030-01-01T00:00:00Z');
    const notAfter = new Date('2055-01-01T00:00:00Z');
    expect(validityPeriod({ now, notBefore, notAfter }, server)).toEqual({ notBefore, notAfter });
  });

  it.each([
    ['2030-01-01', '2030-01-01', 'ERR_VALIDITY_ORDER'],
    ['2030-01-02', '2030-01-01', 'ERR_VALIDITY_ORDER'],
    ['1949-12-31', '2030-01-01', 'ERR_VALIDITY_RANGE'],
    ['2026-01-01', '2226-01-01', 'ERR_VALIDITY_TOO_LONG'],
  ])('from %s to %s is %s', (from, to, code) => {
    const ends = { now, notBefore: new Date(from), notAfter: new Date(to) };
    expect(() => validityPeriod(ends, server)).toThrow(expect.objectContaining({ code }));
  });

  it('14 days of webtransport are allowed, and not a second more', async () => {
    const profile = await profileOf('webtransport');
    const { notBefore, notAfter } = validityPeriod({ now }, profile);
    expect((notAfter.getTime() - notBefore.getTime()) / 1000).toBe(14 * 86_400 - 1);
    const second = { now, notBefore, notAfter: new Date(notAfter.getTime() + 1000) };
    expect(() => validityPeriod(second, profile)).toThrow(expect.objectContaining({ code: 'ERR_VALIDITY_TOO_LONG' }));
  });

  it('uses UTCTime through 2049 and GeneralizedTime from 2050', async () => {
    const profile = await profileOf('server');
    const validity = { notBefore: new Date('2049-12-31T23:59:59Z'), notAfter: new Date('2050-01-01T00:00:00Z') };
    const { privateKey } = await generateKey(ec('P-256'));
    const granted = { names, extensions: [] };
    const der = await createSelfSigned({ privateKey, spec: ec('P-256'), subject, granted, profile, validity });
    expect(parseCertificate(der).validity).toEqual({
      ...validity,
      encodings: { notBefore: 'UTCTime', notAfter: 'GeneralizedTime' },
    });
  });
});

describe('serial numbers', () => {
  it('are positive, of 20 octets at most, and random in 159 bits', () => {
    const seen = Array.from({ length: 500 }, () => randomSerial());
    expect(seen.every((serial) => serial.length === 20 && serial[0]! < 0x80)).toBe(true);
    expect(new Set(seen.map((serial) => serial.toString('hex'))).size).toBe(500);
    const ever = seen.reduce(
      (bits, serial) => bits.map((octet, index) => octet | serial[index]!),
      new Array(20).fill(0),
    );
    expect(Buffer.from(ever).toString('hex')).toBe(`7f${'ff'.repeat(19)}`);
  });

  it('are never zero', () => {
    const draws = [Buffer.alloc(20), Buffer.from([0x80, ...new Array(19).fill(0)]), Buffer.alloc(20, 1)];
    expect(randomSerial(() => draws.shift()!)).toEqual(Buffer.alloc(20, 1));
  });

  it('with zeros in front are written in the fewest octets', async () => {
    const { buildCertificate } = await import('../../src/pki/engine.ts');
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    for (const [hex, written] of [
      ['0000000000000000000000000000000000000001', '01'],
      ['0000000000000000000000000000000000000080', '0080'],
      ['7fffffffffffffffffffffffffffffffffffffff', '7fffffffffffffffffffffffffffffffffffffff'],
    ]) {
      const der = await buildCertificate(
        {
          serialNumber: Buffer.from(hex!, 'hex'),
          issuer: subject,
          subject,
          notBefore: now,
          notAfter: now,
          subjectPublicKeyInfo: publicKey.export({ type: 'spki', format: 'der' }),
          extensions: [],
        },
        { privateKey, spec: ec('P-256'), hash: 'SHA-256' },
      );
      const certificate = parseCertificate(der);
      expect(certificate.serialBytes.toString('hex')).toBe(written);
    }
  });
});

describe('hashes', () => {
  const oidOf = async (spec: KeySpec, hash?: string) =>
    (await make(spec, 'server', undefined, { hash })).signatureAlgorithm.oid;
  it("are the curve's own, SHA-256 for RSA, or the one asked for", async () => {
    expect(await oidOf(ec('P-256'))).toBe('1.2.840.10045.4.3.2');
    expect(await oidOf(ec('P-384'))).toBe('1.2.840.10045.4.3.3');
    expect(await oidOf(ec('P-521'))).toBe('1.2.840.10045.4.3.4');
    expect(await oidOf({ type: 'rsa', bits: 2048 })).toBe('1.2.840.113549.1.1.11');
    expect(await oidOf({ type: 'rsa', bits: 2048 }, 'SHA-512')).toBe('1.2.840.113549.1.1.13');
    expect(await oidOf(ec('P-256'), 'SHA-384')).toBe('1.2.840.10045.4.3.3');
    await expect(oidOf({ type: 'ed25519' }, 'SHA-256')).rejects.toMatchObject({ code: 'ERR_HASH_FIXED' });
  });
});

describe('profiles', () => {
  it.each([
    ['server', ['serverAuth'], ['digitalSignature']],
    ['client', ['clientAuth'], ['digitalSignature']],
    ['server-client', ['serverAuth', 'clientAuth'], ['digitalSignature']],
    ['code-signing', ['codeSigning'], ['digitalSignature']],
    ['webtransport', ['serverAuth'], ['digitalSignature']],
    ['ca-root', undefined, ['keyCertSign', 'cRLSign']],
  ])('%s gives %j and %j', async (name, purposes, usage) => {
    const certificate = await make(ec('P-256'), name);
    const value = (key: string) => certificate.extensions.find((extension) => extension.key === key)?.parsed;
    const { KEY_PURPOSES } = await import('../../src/pki/oids/key-purposes.ts');
    expect(value('extendedKeyUsage')).toEqual(purposes?.map((purpose) => KEY_PURPOSES[purpose as 'serverAuth']));
    expect(value('keyUsage')).toEqual(usage);
    expect(value('basicConstraints')).toEqual({ ca: name === 'ca-root', pathLength: undefined });
  });

  it('say which keys they are for, and what cannot sign itself', async () => {
    await expect(make({ type: 'ed25519' }, 'webtransport')).rejects.toMatchObject({ code: 'ERR_PROFILE_KEY_TYPE' });
    for (const name of ['ca-intermediate', 'ocsp-signer']) {
      await expect(make(ec('P-256'), name)).rejects.toMatchObject({ code: 'ERR_PROFILE_NOT_SELF_SIGNED' });
    }
  });

  it('a self-signed certificate has a subject', async () => {
    const empty = encodeName([]);
    await expect(make(ec('P-256'), 'server', undefined, { subject: empty })).rejects.toMatchObject({
      code: 'ERR_SUBJECT_MISSING',
    });
  });

  it('a request without a subject has a critical SubjectAltName', async () => {
    const { privateKey } = await generateKey(ec('P-256'));
    const profile = await profileOf('server');
    const der = await createRequest({ privateKey, spec: ec('P-256'), subject: encodeName([]), names, profile });
    const san = parseCertificationRequest(der).extensions.find(({ key }) => key === 'subjectAltName');
    expect(san?.critical).toBe(true);
  });
});

describe('what a requester gets', () => {
  it('is what the profile grants: CA:TRUE, other purposes and unknown extensions are left out and told', async () => {
    const ca = await profileOf('ca-root');
    const greedy = {
      ...ca,
      name: 'greedy',
      extendedKeyUsage: ['clientAuth', 'serverAuth'],
      subjectAltName: { required: true, types: ['dns', 'ip', 'email'] as const },
    };
    const { privateKey } = await generateKey(ec('P-256'));
    const wanted = [...names, ...parseHosts(['ana@example.org']).map(requestedHost)];
    const der = await createRequest({ privateKey, spec: ec('P-256'), subject, names: wanted, profile: greedy });
    const granted = grant(requestedFrom(parseCertificationRequest(der)), await profileOf('server'));
    expect(granted.names).toEqual(names);
    expect(granted.refusedNames.map(({ text }) => text)).toEqual(['ana@example.org']);
    expect(granted.refusedExtensions).toEqual(['basicConstraints', 'extendedKeyUsage']);
    expect(granted.extensions).toEqual([]);
  });

  it('names of a request are held to the rules of typed ones', async () => {
    const profile = await profileOf('server');
    const { privateKey } = await generateKey(ec('P-256'));
    const der = Buffer.from('820831302e302e302e31', 'hex');
    const bad = [{ type: 'dns' as const, der, text: '10.0.0.1' }];
    const request = parseCertificationRequest(
      await createRequest({ privateKey, spec: ec('P-256'), subject, names: bad, profile }),
    );
    expect(() => requestedFrom(request)).toThrow(expect.objectContaining({ code: 'ERR_HOST_IS_ADDRESS' }));
  });
});
