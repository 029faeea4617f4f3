import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DerCursor } from '../../../src/pki/der/cursor.ts';
import { readGeneralName } from '../../../src/pki/parse/general-name.ts';
import { encodeGeneralName } from '../../../src/pki/san/encode-san.ts';
import { parseHost, parseHosts } from '../../../src/pki/san/host.ts';

const read = (text: string) => {
  try {
    const { type, value } = parseHost(text);
    return `${type}:${value}`;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('hosts by shape', () => {
  it.each([
    ['localhost', 'dns:localhost'],
    ['Chat.Example.ORG.', 'dns:chat.example.org'],
    ['münchen.de', 'dns:xn--mnchen-3ya.de'],
    ['faß.de', 'dns:xn--fa-hia.de'],
    ['*.example.org', 'dns:*.example.org'],
    ['*.münchen.de', 'dns:*.xn--mnchen-3ya.de'],
    ['DNS:example.org', 'dns:example.org'],
    ['10.0.0.1', 'ip:10.0.0.1'],
    ['::1', 'ip:::1'],
    ['[2001:DB8::1]', 'ip:2001:db8::1'],
    ['::ffff:1.2.3.4', 'ip:1.2.3.4'],
    ['ip:192.0.2.1', 'ip:192.0.2.1'],
    ['ana@example.org', 'email:ana@example.org'],
    ['ana@münchen.de', 'email:ana@xn--mnchen-3ya.de'],
    ['https://example.org/a', 'uri:https://example.org/a'],
    ['https://example.org/é', 'uri:https://example.org/%C3%A9'],
    ['urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6', 'uri:urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6'],
    ['spiffe://trust/workload', 'uri:spiffe://trust/workload'],
    ['1.example.org', 'dns:1.example.org'],
    [`${'a'.repeat(63)}.org`, `dns:${'a'.repeat(63)}.org`],
  ])('%s is %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['', 'ERR_HOST_EMPTY'],
    ['  ', 'ERR_HOST_EMPTY'],
    ['dns:', 'ERR_HOST_EMPTY'],
    ['a\u0007b', 'ERR_HOST_CONTROL_CHARACTER'],
    ['*', 'ERR_HOST_WILDCARD'],
    ['*.org', 'ERR_HOST_WILDCARD'],
    ['a*.example.org', 'ERR_HOST_WILDCARD'],
    ['a.*.example.org', 'ERR_HOST_WILDCARD'],
    ['*.*.example.org', 'ERR_HOST_WILDCARD'],
    [`${'a'.repeat(64)}.org`, 'ERR_HOST_TOO_LONG'],
    [`${'a.'.repeat(127)}org`, 'ERR_HOST_TOO_LONG'],
    ['my_host', 'ERR_HOST_NAME'],
    ['a..b', 'ERR_HOST_NAME'],
    ['-a.org', 'ERR_HOST_NAME'],
    ['a-.org', 'ERR_HOST_NAME'],
    ['a b', 'ERR_HOST_NAME'],
    ['a,b', 'ERR_HOST_NAME'],
    ['example.123', 'ERR_HOST_NAME'],
    ['example.org:443', 'ERR_HOST_PORT'],
    ['10.0.0.256', 'ERR_HOST_ADDRESS'],
    ['10.0.0', 'ERR_HOST_ADDRESS'],
    ['010.0.0.1', 'ERR_HOST_ADDRESS'],
    ['ip:example.org', 'ERR_HOST_ADDRESS'],
    ['1:2:3', 'ERR_HOST_ADDRESS'],
    ['dns:10.0.0.1', 'ERR_HOST_IS_ADDRESS'],
    ['dns:::1', 'ERR_HOST_IS_ADDRESS'],
    ['fe80::1%eth0', 'ERR_HOST_ZONE'],
    ['10.0.0.0/8', 'ERR_HOST_NETWORK'],
    ['2001:db8::/32', 'ERR_HOST_NETWORK'],
    ['@example.org', 'ERR_HOST_EMAIL'],
    ['ana@', 'ERR_HOST_EMAIL'],
    ['a b@example.org', 'ERR_HOST_EMAIL'],
    ['ñandú@example.org', 'ERR_HOST_EMAIL'],
    ['*@example.org', 'ERR_HOST_EMAIL'],
    ['https://', 'ERR_HOST_URI'],
    ['https://a b/', 'ERR_HOST_URI'],
    ['uri:example.org', 'ERR_HOST_URI'],
  ])('%j is refused with %s', (text, code) => {
    expect(read(text)).toBe(code);
  });

  it('proposes the right form', () => {
    expect(() => parseHost('dns:[::1]')).toThrow(
      expect.objectContaining({ params: { host: '[::1]', address: '::1' } }),
    );
    expect(() => parseHost('fe80::1%eth0')).toThrow(
      expect.objectContaining({ params: { host: 'fe80::1%eth0', address: 'fe80::1' } }),
    );
    expect(() => parseHost('a.org:443')).toThrow(
      expect.objectContaining({ params: { host: 'a.org:443', name: 'a.org' } }),
    );
  });

  it('keeps the order, and each once', () => {
    const hosts = parseHosts(['b.org', 'a.org', 'B.ORG', '::1', '0:0::1', 'ip:::1']);
    expect(hosts.map(({ value }) => value)).toEqual(['b.org', 'a.org', '::1']);
  });
});

describe('properties', () => {
  const readBack = (der: Buffer) => {
    const cursor = new DerCursor(der);
    cursor.next();
    return readGeneralName(cursor);
  };

  it('an address is four or sixteen octets, and reads back as itself', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        const host = parseHost(text);
        expect(host.type).toBe('ip');
        const back = readBack(encodeGeneralName(host));
        expect(back).toMatchObject({ type: 'ip', value: host.value });
        expect([4, 16]).toContain((back as { bytes: Buffer }).bytes.length);
        expect(parseHost(host.value)).toEqual(host);
      }),
    );
  });

  it('a domain, an e-mail address and a URL read back as themselves', () => {
    fc.assert(
      fc.property(fc.oneof(fc.domain(), fc.emailAddress(), fc.webUrl()), (text) => {
        const host = parseHost(text);
        expect(readBack(encodeGeneralName(host))).toEqual({ type: host.type, value: host.value });
        expect(parseHost(`${host.type}:${host.value}`)).toEqual(host);
      }),
    );
  });

  it('any text gives a host or an error of ours', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(read(text)).toMatch(/^(dns|ip|email|uri):|^ERR_HOST_/);
      }),
      { numRuns: 2000 },
    );
  });
});
