import { describe, expect, test } from 'vitest';
import { hostReference, isDnsName, matchesHost } from '../../../src/pki/verify/index.ts';
import { dnsName, subjectAltName } from '../build/certificate.ts';
import { hex, tlv } from '../build/der.ts';
import { ca, leaf, make, outcome } from './world.ts';

describe('matching (RFC 9525 6.3)', () => {
  test.each([
    ['example.com', 'example.com', true],
    ['EXAMPLE.com', 'example.com', true],
    ['example.com', 'a.example.com', false],
    ['*.example.com', 'a.example.com', true],
    ['*.example.com', 'example.com', false],
    ['*.example.com', 'a.b.example.com', false],
    ['*.com', 'example.com', false],
    ['*', 'localhost', false],
    ['a*.example.com', 'ab.example.com', false],
    ['a.*.com', 'a.example.com', false],
    ['*.*.example.com', 'a.b.example.com', false],
    ['xn--*-1b3c148a.example.com', 'xn--bliss-1b3c148a.example.com', false],
    ['foo_bar.example.com', 'foo_bar.example.com', true],
    ['localhost', 'localhost', true],
  ])('%s for %s: %s', (presented, host, expected) => {
    expect(matchesHost(presented, host)).toBe(expected);
  });

  test.each([
    ['Example.COM.', { dns: 'example.com' }],
    ['münchen.de', { dns: 'xn--mnchen-3ya.de' }],
    ['192.0.2.1', { ip: hex('c0000201') }],
    ['[::1]', { ip: hex('00000000000000000000000000000001') }],
  ])('%s is asked for as %j', (host, expected) => {
    expect(hostReference(host)).toEqual(expected);
  });

  test.each([
    ['a.b-c.de', true],
    ['', false],
    ['a..b', false],
    ['-a.b', false],
    ['a_b.c', false],
    ['1.2.3.4', false],
    [`${'a'.repeat(64)}.b`, false],
    ['münchen.de', false],
  ])('%s in the preferred syntax: %s', (text, expected) => {
    expect(isDnsName(text)).toBe(expected);
  });
});

describe('a leaf for a host', () => {
  const named = (...names: Buffer[]) => make(leaf, ca, { extensions: [subjectAltName(...names)] });
  const address = tlv(0x87, hex('c0000201'));

  test('addresses match as octets, and never as DNS names', () => {
    expect(outcome({ leaf: named(address), host: '192.0.2.1' })).toBe('ok');
    expect(outcome({ leaf: named(address), host: '192.0.2.2' })).toEqual(['host-mismatch', 0]);
    expect(outcome({ leaf: named(dnsName('192.0.2.1')), host: '192.0.2.1' })).toEqual([
      'subject-alt-name-malformed',
      0,
    ]);
    expect(outcome({ leaf: named(dnsName('192.0.2.1')), host: '192.0.2.1', policy: 'path' })).toEqual([
      'host-mismatch',
      0,
    ]);
  });

  test('the common name is not looked at', () => {
    expect(outcome({ leaf: make(leaf, ca), host: 'leaf' })).toEqual(['subject-alt-name-missing', 0]);
  });
});
