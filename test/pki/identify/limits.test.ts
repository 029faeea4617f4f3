import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toPem } from '../../../src/files/pem.ts';
import { semanticDifferences } from '../../../src/pki/diff.ts';
import { identify } from '../../../src/pki/identify/index.ts';
import { PKI_LIMITS } from '../../../src/pki/limits.ts';
import { parseCertificate, parseCertificationRequest } from '../../../src/pki/parse/index.ts';
import { certificate, crl, dnsName, entity, extension, subjectAltName, uri } from '../build/certificate.ts';
import { bits, int, join, nil, octets, oid, seq, set, tlv, utf8 } from '../build/der.ts';

const ca = entity('CA');
const leaf = certificate(entity('Leaf'), ca);
const many = (count: number, block: string) => Buffer.from(block.repeat(count));
const reasons = (bytes: Buffer) => identify(bytes, 'f').map((found) => ('reason' in found ? found.reason : found.kind));
/** A certificate with one unknown extension of so many octets. */
const sized = (octetCount: number) =>
  certificate(entity('Leaf'), ca, { extensions: [extension('1.2.3', Buffer.alloc(octetCount))] });
const rsaPublic = (size: number) => {
  const number = tlv(0x02, Buffer.concat([Buffer.of(0), Buffer.alloc(size, 0xab)]));
  return seq(seq(oid('1.2.840.113549.1.1.1'), nil()), bits(seq(number, number)));
};

describe('how much one file may hold', () => {
  it('1,500 certificates are read, one more is refused before anything is read', () => {
    const block = toPem('CERTIFICATE', leaf);
    expect(identify(many(PKI_LIMITS.things, block), 'f')).toHaveLength(PKI_LIMITS.things);
    expect(() => identify(many(PKI_LIMITS.things + 1, block), 'many.pem')).toThrow(
      expect.objectContaining({ code: 'ERR_INPUT_TOO_MANY', params: { file: 'many.pem', limit: PKI_LIMITS.things } }),
    );
  });

  it('the same holds for PKCS#7, JWK Sets and OpenSSH keys', () => {
    const signedData = (count: number) =>
      seq(
        oid('1.2.840.113549.1.7.2'),
        tlv(0xa0, seq(int(1), tlv(0x31), seq(oid('1.2.840.113549.1.7.1')), tlv(0xa0, join(Array(count).fill(leaf))))),
      );
    expect(identify(signedData(3), 'f')).toHaveLength(3);
    expect(() => identify(signedData(5000), 'f')).toThrow('ERR_INPUT_TOO_MANY');
    const key = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
    const set = (count: number) => Buffer.from(JSON.stringify({ keys: Array(count).fill(key) }));
    expect(identify(set(3), 'f')).toHaveLength(3);
    expect(() => identify(set(5000), 'f')).toThrow('ERR_INPUT_TOO_MANY');
    const line = `ssh-ed25519 ${Buffer.from('0000000b7373682d65643235353139', 'hex').toString('base64')}\n`;
    expect(() => identify(many(5000, line), 'f')).toThrow('ERR_INPUT_TOO_MANY');
  });

  it('2 MiB of certificates and keys, and CRLs besides', () => {
    const heavy = toPem('CERTIFICATE', sized(500_000));
    expect(identify(many(4, heavy), 'f')).toHaveLength(4);
    expect(() => identify(many(5, heavy), 'f')).toThrow(
      expect.objectContaining({ code: 'ERR_INPUT_TOO_LARGE', params: { file: 'f', limit: 2 } }),
    );
    const list = crl(ca, { revoked: Array.from({ length: 150_000 }, (_, i) => ({ serial: i + 1 })) });
    expect(reasons(list)).toEqual(['crl']);
    expect(reasons(Buffer.from(toPem('X509 CRL', list)))).toEqual(['crl']);
  });
});

describe('how large one thing may be', () => {
  it('a certificate or request of half a mebibyte', () => {
    expect(reasons(sized(500_000))).toEqual(['certificate']);
    expect(reasons(sized(PKI_LIMITS.signedBytes))).toEqual(['too-large']);
    expect(() => parseCertificate(sized(PKI_LIMITS.signedBytes))).toThrow('ERR_CERTIFICATE_MALFORMED');
    expect(() => parseCertificationRequest(sized(PKI_LIMITS.signedBytes))).toThrow('ERR_CSR_MALFORMED');
  });

  it('one that is too large does not hide the others', () => {
    const file = toPem('CERTIFICATE', sized(PKI_LIMITS.signedBytes)) + toPem('CERTIFICATE', leaf);
    expect(reasons(Buffer.from(file))).toEqual(['too-large', 'certificate']);
  });

  it.each([
    ['a public key', rsaPublic(100_000)],
    ['a public key, PEM', Buffer.from(toPem('PUBLIC KEY', rsaPublic(100_000)))],
    ['a PKCS#1 public key', Buffer.from(toPem('RSA PUBLIC KEY', seq(tlv(0x02, Buffer.alloc(100_000, 1)), int(3))))],
    ['a PKCS#8 key', seq(int(0), seq(oid('1.2.840.113549.1.1.1'), nil()), octets(Buffer.alloc(100_000)))],
    ['a PKCS#1 key, PEM', Buffer.from(toPem('RSA PRIVATE KEY', seq(int(0), tlv(0x02, Buffer.alloc(100_000, 1)))))],
    ['a JWK', Buffer.from(JSON.stringify({ kty: 'RSA', n: 'q'.repeat(2_000_000), e: 'AQAB' }))],
    ['an OpenSSH key', Buffer.from(`ssh-rsa ${'A'.repeat(100_000)}`)],
  ])('%s of no size that keys have is not read', (_, bytes) => {
    expect(reasons(bytes)).toEqual(['too-large']);
  });

  it('a name of a thousand attributes, and a hundred distribution points', () => {
    const subject = (count: number) => seq(...Array.from({ length: count }, () => set(seq(oid('2.5.4.3'), utf8('x')))));
    const named = (count: number) => parseCertificate(certificate(entity('Leaf'), ca, { subject: subject(count) }));
    expect(named(1000)).toMatchObject({ problems: [] });
    expect(named(1000).subject.rdns).toHaveLength(1000);
    expect(named(1001).problems).toMatchObject([{ fault: 'too-many-nodes', where: 'subject' }]);
    const point = seq(tlv(0xa0, tlv(0xa0, uri('http://x'))));
    const points = (count: number) =>
      parseCertificate(
        certificate(entity('Leaf'), ca, { extensions: [extension('2.5.29.31', seq(...Array(count).fill(point)))] }),
      ).extension('cRLDistributionPoints');
    expect(points(100)?.broken).toBeUndefined();
    expect(points(101)?.broken?.fault).toBe('too-many-nodes');
  });

  it('an exponent of thousands of digits is not converted to decimal', () => {
    const subject = { ...entity('Leaf'), spki: rsaPublic(20_000) };
    const { exponent } = parseCertificate(certificate(subject, ca)).subjectPublicKeyInfo;
    expect(exponent).toMatch(/^0x/);
  });

  it('two certificates of twelve thousand other names are compared in one pass', () => {
    const named = (letter: string) =>
      parseCertificate(
        certificate(entity('Leaf'), ca, {
          extensions: [subjectAltName(...Array.from({ length: 12_000 }, (_, i) => dnsName(`${letter}${i}.example`)))],
        }),
      );
    const [a, b] = [named('a'), named('b')];
    const differences = semanticDifferences(
      { kind: 'certificate', certificate: a },
      { kind: 'certificate', certificate: b },
    );
    const names = differences.find(({ field }) => field === 'subjectAltName');
    expect(names?.added).toHaveLength(12_000);
    expect(names?.removed).toHaveLength(12_000);
  });
});
