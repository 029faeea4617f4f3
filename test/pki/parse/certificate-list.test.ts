import { describe, expect, test } from 'vitest';
import { parseCertificateList } from '../../../src/pki/parse/index.ts';
import { crl, entity, extension } from '../build/certificate.ts';
import { bool, hex, int, seq, tlv } from '../build/der.ts';

const issuer = entity('CA');
const reason = (code: number) => extension('2.5.29.21', tlv(0x0a, Buffer.of(code)));
const entryIssuer = (name: Buffer) => extension('2.5.29.29', seq(tlv(0xa4, name)), true);

describe('certificate revocation lists', () => {
  test('entries, reasons and the list itself', () => {
    const list = parseCertificateList(
      crl(issuer, { revoked: [{ serial: 7, extensions: [reason(1)] }, { serial: 0xff }] }),
    );
    expect(list.problems).toEqual([]);
    expect(list.version).toBe(2);
    expect(list.issuer.toString()).toBe('CN=CA');
    expect(list.value('cRLNumber')).toBe('01');
    expect([...list.entries()].map(({ serialNumber, reason }) => [serialNumber, reason])).toEqual([
      ['07', 'keyCompromise'],
      ['FF', 'unspecified'],
    ]);
    expect(list.find('FF')?.revocationDate).toEqual(new Date('2026-06-01T00:00:00Z'));
    expect(list.find('08')).toBeUndefined();
    expect(list.size).toBe(2);
  });

  test('without nextUpdate the entries still count', () => {
    const list = parseCertificateList(crl(issuer, { nextUpdate: null, revoked: [{ serial: 7 }] }));
    expect(list.nextUpdate).toBeUndefined();
    expect(list.find('07')).toBeDefined();
  });

  test('in an indirect list an entry has the issuer of the one before it', () => {
    const other = entity('Other');
    const indirect = extension('2.5.29.28', seq(tlv(0x84, Buffer.of(0xff))), true);
    const revoked = [{ serial: 1 }, { serial: 2, extensions: [entryIssuer(other.name)] }, { serial: 3 }];
    const list = parseCertificateList(crl(issuer, { revoked, extensions: [indirect] }));
    const otherName = parseCertificateList(crl(other)).issuer;
    expect([list.find('01'), list.find('02'), list.find('03')].map(Boolean)).toEqual([true, false, false]);
    expect([list.find('01', otherName), list.find('02', otherName), list.find('03', otherName)].map(Boolean)).toEqual([
      false,
      true,
      true,
    ]);
  });

  test('unknown critical extensions of entries are told', () => {
    const unknown = extension('1.2.3.4', int(1), true);
    const list = parseCertificateList(crl(issuer, { revoked: [{ serial: 1, extensions: [unknown] }] }));
    expect([...list.index.unknownCritical]).toEqual(['1.2.3.4']);
  });

  test('a broken entry makes the list unusable instead of empty', () => {
    const der = crl(issuer, { revoked: [{ serial: 0x51 }, { serial: 0x52 }] });
    const broken = Buffer.from(der);
    broken[broken.indexOf(hex('020151')) + 1] = 0x70;
    expect(() => parseCertificateList(broken).find('52')).toThrow();
  });

  test('a hundred thousand entries are found by serial number', () => {
    const revoked = Array.from({ length: 100_000 }, (_, i) => ({ serial: i + 1 }));
    const list = parseCertificateList(crl(issuer, { revoked }));
    expect(list.find('0186A0')).toBeDefined();
    expect(list.find('0186A1')).toBeUndefined();
    expect(list.size).toBe(100_000);
  });
});

test('a certificate is no list', () => {
  expect(() => parseCertificateList(seq(seq(int(1), seq(bool(true))), seq()))).toThrow('ERR_CRL_MALFORMED');
});
