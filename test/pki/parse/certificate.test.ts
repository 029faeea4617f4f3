import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAppError } from '../../../src/errors/app-error.ts';
import { splitPem } from '../../../src/files/pem.ts';
import { parseCertificate } from '../../../src/pki/parse/index.ts';
import { certificate, dnsName, entity, extendedKeyUsage, extension, subjectAltName } from '../build/certificate.ts';
import { hex, int, nil, octets, oid, seq, tlv } from '../build/der.ts';

const root = entity('Root');
const leaf = entity('leaf');

describe('a well-formed certificate', () => {
  const der = certificate(leaf, root, {
    serial: 0xff01,
    dns: ['a.example', 'b.example'],
    extensions: [extendedKeyUsage('1.3.6.1.5.5.7.3.1')],
  });
  const parsed = parseCertificate(der);

  test('all fields are as node reads them', () => {
    const node = new X509Certificate(der);
    expect(parsed.problems).toEqual([]);
    expect(parsed.version).toBe(3);
    expect(parsed.serialNumber).toBe(node.serialNumber);
    expect(parsed.validity.notBefore).toEqual(new Date(node.validFrom));
    expect(parsed.validity.notAfter).toEqual(new Date(node.validTo));
    expect(parsed.fingerprint256.toUpperCase()).toBe(node.fingerprint256.replaceAll(':', ''));
    expect(parsed.subject.toString()).toBe('CN=leaf');
    expect(parsed.issuer.commonName).toBe('Root');
    expect(parsed.subjectPublicKeyInfo).toMatchObject({ type: 'ed25519', bits: 255 });
    expect(parsed.subjectPublicKeyInfo.der).toEqual(leaf.spki);
    expect(parsed.signatureAlgorithm.name).toBe('Ed25519');
  });

  test('extensions', () => {
    expect(parsed.basicConstraints).toEqual({ ca: false, pathLength: undefined });
    expect(parsed.keyUsage).toEqual(['digitalSignature']);
    expect(parsed.extendedKeyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(parsed.subjectAltName).toEqual([
      { type: 'dns', value: 'a.example' },
      { type: 'dns', value: 'b.example' },
    ]);
    expect(parsed.value('authorityKeyIdentifier')?.keyIdentifier).toEqual(root.keyId);
    expect(parsed.isSelfIssued).toBe(false);
  });
});

describe('damage', () => {
  test('one broken extension never hides the rest', () => {
    const broken = extension('2.5.29.17', hex('3005 8203 61'));
    const unknown = extension('1.2.3.4', hex('ffff'), true);
    const parsed = parseCertificate(
      certificate(leaf, root, { extensions: [broken, unknown, extendedKeyUsage('1.3.6.1.5.5.7.3.2')] }),
    );
    expect(parsed.extension('subjectAltName')).toMatchObject({
      parsed: undefined,
      value: hex('3005820361'),
      broken: { where: 'subjectAltName' },
    });
    expect(parsed.extendedKeyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
    expect(parsed.extensions.find(({ oid }) => oid === '1.2.3.4')).toMatchObject({
      critical: true,
      key: undefined,
      broken: undefined,
    });
    expect(parsed.problems).toHaveLength(1);
  });

  test('a truncated certificate shows what it holds', () => {
    const der = certificate(leaf, root, { dns: ['a.example'] });
    const parsed = parseCertificate(der.subarray(0, 120));
    expect(parsed.issuer.toString()).toBe('CN=Root');
    expect(parsed.problems.map(({ fault }) => fault)).toContain('truncated');
  });

  test('trailing bytes are reported where they start, and are no part of the certificate', () => {
    const der = certificate(leaf, root);
    const parsed = parseCertificate(Buffer.concat([der, hex('0000')]));
    expect(parsed.problems).toEqual([{ fault: 'trailing-data', offset: der.length }]);
    expect(parsed.der).toEqual(der);
  });

  test('a repeated extension is told; the first counts', () => {
    const second = subjectAltName(dnsName('other.example'));
    const parsed = parseCertificate(certificate(leaf, root, { dns: ['a.example'], extensions: [second] }));
    expect(parsed.repeatedExtensions).toEqual(['2.5.29.17']);
    expect(parsed.subjectAltName).toEqual([{ type: 'dns', value: 'a.example' }]);
  });

  test('names that are not what their type demands are kept and marked', () => {
    const names = subjectAltName(
      tlv(0x82, Buffer.from('münchen.de')),
      tlv(0x87, hex('0a0000')),
      tlv(0xa0, oid('1.3.6.1.4.1.311.20.2.3'), tlv(0xa0, tlv(0x0c, Buffer.from('me@corp')))),
    );
    expect(parseCertificate(certificate(leaf, root, { extensions: [names] })).subjectAltName).toMatchObject([
      { type: 'dns', value: 'münchen.de', malformed: true },
      { type: 'ip', value: '0a0000', malformed: true },
      { type: 'other', value: 'me@corp' },
    ]);
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['garbage', hex('ffffffffffffffff')],
    ['a sequence of other things', seq(int(1), nil())],
    ['a request', seq(seq(int(0), seq()), seq(oid('1.2.3')), octets())],
    ['ten megabytes', Buffer.alloc(10_000_000, 0x30)],
  ])('%s is no certificate, or one with problems', (_, bytes) => {
    try {
      expect(parseCertificate(bytes).problems).not.toEqual([]);
    } catch (error) {
      expect(isAppError(error, 'ERR_CERTIFICATE_MALFORMED')).toBe(true);
    }
  });

  test('whatever bytes are changed or cut off, it answers or throws our own error', () => {
    const der = certificate(leaf, root, { dns: ['a.example'], extensions: [extendedKeyUsage('1.3.6.1.5.5.7.3.1')] });
    const at = fc.nat({ max: der.length - 1 });
    fc.assert(
      fc.property(fc.array(fc.tuple(at, fc.nat({ max: 255 })), { minLength: 1, maxLength: 4 }), at, (changes, cut) => {
        const bytes = Buffer.from(der.subarray(0, cut % 3 === 0 ? cut : der.length));
        for (const [offset, octet] of changes) if (offset < bytes.length) bytes[offset] = octet;
        try {
          const parsed = parseCertificate(bytes);
          return parsed.subject.toString() !== undefined && parsed.fingerprint256.length === 64;
        } catch (error) {
          return isAppError(error);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

test('twelve thousand names are all read', () => {
  const names = subjectAltName(...Array.from({ length: 12_000 }, (_, i) => dnsName(`host${i}.example`)));
  const parsed = parseCertificate(certificate(leaf, root, { extensions: [names] }));
  expect(parsed.problems).toEqual([]);
  expect(parsed.subjectAltName).toHaveLength(12_000);
});

const openssl = (() => {
  try {
    return execFileSync('openssl', ['version']).toString();
  } catch {
    return undefined;
  }
})();

describe.skipIf(!openssl)('keys that openssl makes', () => {
  test.each([
    ['rsa:2048', [], { type: 'rsa', bits: 2048, exponent: '65537' }],
    ['rsa-pss', ['-pkeyopt', 'rsa_keygen_bits:2048'], { type: 'rsa-pss', bits: 2048 }],
    ['ec', ['-pkeyopt', 'ec_paramgen_curve:P-384'], { type: 'ec', bits: 384, curve: 'P-384' }],
    ['ec', ['-pkeyopt', 'ec_paramgen_curve:secp256k1'], { type: 'ec', bits: 256, curve: 'secp256k1' }],
    ['ec', ['-pkeyopt', 'ec_paramgen_curve:brainpoolP256r1'], { type: 'ec', bits: 256, curve: 'brainpoolP256r1' }],
    [
      'ec',
      ['-pkeyopt', 'ec_paramgen_curve:P-256', '-pkeyopt', 'ec_param_enc:explicit'],
      { type: 'ec', explicitCurve: true, bits: 256, curve: undefined },
    ],
    ['ed448', [], { type: 'ed448', bits: 448 }],
  ])('%s %j', (type, options, expected) => {
    const subject = '/C=CO/O=UTP/CN=münchen';
    const args = [
      'req',
      '-x509',
      '-newkey',
      type,
      ...options,
      '-keyout',
      '/dev/null',
      '-nodes',
      '-utf8',
      '-subj',
      subject,
    ];
    const pem = execFileSync(
      'openssl',
      [...args, '-addext', 'subjectAltName=DNS:a.example,IP:::ffff:1.2.3.4,email:a@b.c,URI:https://x/'],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const parsed = parseCertificate(splitPem(pem).blocks[0]!.der);
    expect(parsed.problems).toEqual([]);
    expect(parsed.subjectPublicKeyInfo).toMatchObject(expected);
    expect(parsed.subject.toString()).toBe('CN=münchen,O=UTP,C=CO');
    expect(parsed.subjectAltName?.map((name) => ('value' in name ? name.value : ''))).toEqual([
      'a.example',
      '::ffff:1.2.3.4',
      'a@b.c',
      'https://x/',
    ]);
  });
});
