import { sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseCertificationRequest } from '../../../src/pki/parse/index.ts';
import { dnsName, entity, extension, subjectAltName } from '../build/certificate.ts';
import { bits, hex, int, oid, seq, set, tlv, utf8 } from '../build/der.ts';

const requester = entity('requester');

function request(...attributes: Buffer[]): Buffer {
  const info = seq(int(0), requester.name, requester.spki, tlv(0xa0, ...attributes));
  return seq(info, seq(oid('1.3.101.112')), bits(sign(null, info, requester.key)));
}

const extensionRequest = (...extensions: Buffer[]) => seq(oid('1.2.840.113549.1.9.14'), set(seq(...extensions)));

describe('certification requests', () => {
  test('names, key, requested extensions', () => {
    const parsed = parseCertificationRequest(request(extensionRequest(subjectAltName(dnsName('a.example')))));
    expect(parsed).toMatchObject({ version: 1, problems: [], hasChallengePassword: false });
    expect(parsed.subject.toString()).toBe('CN=requester');
    expect(parsed.subjectPublicKeyInfo.der).toEqual(requester.spki);
    expect(parsed.subjectAltName).toEqual([{ type: 'dns', value: 'a.example' }]);
  });

  test('a challenge password is seen and not kept readable', () => {
    const parsed = parseCertificationRequest(request(seq(oid('1.2.840.113549.1.9.7'), set(utf8('secret')))));
    expect(parsed.hasChallengePassword).toBe(true);
  });

  test('a broken extension does not hide the others', () => {
    const parsed = parseCertificationRequest(
      request(extensionRequest(extension('2.5.29.19', hex('ff')), subjectAltName(dnsName('b.example')))),
    );
    expect(parsed.problems).toMatchObject([{ where: 'basicConstraints' }]);
    expect(parsed.subjectAltName).toHaveLength(1);
  });

  test('something else is refused', () => {
    expect(() => parseCertificationRequest(seq(seq(oid('1.2.3'))))).toThrow('ERR_CSR_MALFORMED');
  });
});
