import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { ALERTS } from '../../src/tls/tables/alerts.ts';
import { describeCipherSuite } from '../../src/tls/tables/cipher-suite-parts.ts';
import { CIPHER_SUITES } from '../../src/tls/tables/cipher-suites.ts';
import { NAMED_GROUPS } from '../../src/tls/tables/named-groups.ts';
import { isGrease } from '../../src/tls/tables/registry.ts';
import { SIGNATURE_SCHEMES } from '../../src/tls/tables/signature-schemes.ts';
import { peer } from '../support/peers.ts';

const openssl = peer('openssl');
const gnutls = peer('gnutls-cli');

describe('registries', () => {
  it.each([
    [CIPHER_SUITES.nameOf(0x1301), 'TLS_AES_128_GCM_SHA256'],
    [CIPHER_SUITES.nameOf(0xfffe), '0xFFFE'],
    [CIPHER_SUITES.nameOf(0x5a5a), 'GREASE(0x5A5A)'],
    [NAMED_GROUPS.nameOf(0x11ec), 'X25519MLKEM768'],
    [SIGNATURE_SCHEMES.nameOf(0x0807), 'ed25519'],
    [ALERTS.nameOf(116), 'certificate_required'],
    [ALERTS.nameOf(5), '0x05'],
  ])('%s', (name, expected) => expect(name).toBe(expected));

  it('find a number by a name from outside, without regard to case', () => {
    expect(NAMED_GROUPS.find('X25519')).toBe(29);
    expect(NAMED_GROUPS.find('nonsense')).toBeUndefined();
  });

  it('know the sixteen values that are reserved to be ignored', () => {
    const grease = Array.from({ length: 0x10000 }, (_, id) => id).filter(isGrease);
    expect(grease).toHaveLength(16);
    expect(grease).toContain(0xfafa);
  });

  it.each([CIPHER_SUITES, NAMED_GROUPS, SIGNATURE_SCHEMES, ALERTS])('hold no number twice', ({ ids }) => {
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('cipher suites', () => {
  it.skipIf(!openssl)('are named as openssl names them', () => {
    const list = execFileSync(openssl!, ['ciphers', '-V', '-stdname', 'ALL:COMPLEMENTOFALL:@SECLEVEL=0']).toString();
    const rows = [...list.matchAll(/^\s*0x(\w\w),0x(\w\w) - (\S+)/gm)];
    expect(rows.length).toBeGreaterThan(100);
    for (const [, high, low, name] of rows) expect(CIPHER_SUITES.nameOf(Number.parseInt(high! + low!, 16))).toBe(name);
  });

  it.skipIf(!gnutls)('are all known that gnutls has', () => {
    const list = execFileSync(gnutls!, ['--list']).toString();
    const rows = [...list.matchAll(/^TLS_\S+\s+0x(\w\w), 0x(\w\w)/gm)];
    expect(rows.length).toBeGreaterThan(100);
    const unknown = rows.filter(([, high, low]) => !CIPHER_SUITES.knows(Number.parseInt(high! + low!, 16)));
    expect(unknown.map(([row]) => row)).toEqual([]);
  });

  it.each([
    ['TLS_AES_128_GCM_SHA256', 'any', 'any'],
    ['TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8', 'ECDHE', 'ECDSA'],
    ['TLS_DHE_RSA_WITH_AES_128_CBC_SHA', 'DHE', 'RSA'],
    ['TLS_ECDH_RSA_WITH_AES_128_CBC_SHA', 'ECDH', 'RSA'],
    ['TLS_RSA_WITH_RC4_128_MD5', 'RSA', 'RSA'],
    ['TLS_RSA_EXPORT_WITH_RC4_40_MD5', 'RSA', 'RSA'],
    ['TLS_DH_anon_WITH_AES_128_CBC_SHA', 'DHE', 'none'],
    ['TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA', 'ECDHE', 'PSK'],
    ['TLS_PSK_DHE_WITH_AES_128_CCM_8', 'DHE', 'PSK'],
    ['TLS_SRP_SHA_RSA_WITH_AES_128_CBC_SHA', 'other', 'RSA'],
    ['TLS_FALLBACK_SCSV', 'other', 'other'],
  ])('%s: key exchange %s, authentication %s', (name, keyExchange, authentication) => {
    const id = CIPHER_SUITES.find(name)!;
    expect(describeCipherSuite(id)).toEqual({ id, name, keyExchange, authentication });
  });
});
