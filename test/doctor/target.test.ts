import { describe, expect, it } from 'vitest';
import { hostPort, parseTarget } from '../../src/doctor/target.ts';

describe('parseTarget', () => {
  it.each([
    ['chat.example.org', 'chat.example.org', 443],
    ['chat.example.org:8443', 'chat.example.org', 8443],
    ['CHAT.Example.ORG:1', 'chat.example.org', 1],
    ['localhost', 'localhost', 443],
    ['https://example.org', 'example.org', 443],
    ['https://example.org/path?q=1#x', 'example.org', 443],
    ['wss://example.org:9443/socket', 'example.org', 9443],
    ['chat://example.org', 'example.org', 12345],
    ['chat://example.org:65535', 'example.org', 65535],
    ['imaps://mail.example.org', 'mail.example.org', 993],
    ['192.0.2.7', '192.0.2.7', 443],
    ['192.0.2.7:12345', '192.0.2.7', 12345],
    ['[2001:db8::1]:12345', '2001:db8::1', 12345],
    ['[2001:db8::1]', '2001:db8::1', 443],
    ['2001:db8::1', '2001:db8::1', 443],
    ['chat://[::1]', '::1', 12345],
    ['fe80::1%eth0', 'fe80::1%eth0', 443],
    ['münchen.example', 'xn--mnchen-3ya.example', 443],
    [' example.org:443 ', 'example.org', 443],
    ['my_host:443', 'my_host', 443],
    ['example.org.:443', 'example.org.', 443],
  ])('%s is %s port %d', (input, host, port) => {
    expect(parseTarget(input)).toMatchObject({ target: { input, host, port } });
  });

  it.each([
    ['', 'EMPTY', ''],
    ['http://example.org', 'SCHEME', 'http://'],
    ['gopher://example.org', 'SCHEME', 'gopher://'],
    ['example.org:', 'PORT', ''],
    ['example.org:0', 'PORT', '0'],
    ['example.org:65536', 'PORT', '65536'],
    ['example.org:https', 'PORT', 'https'],
    [':443', 'HOST', ':443'],
    ['exa mple.org', 'HOST', 'exa mple.org'],
    ['-x.example.org', 'NAME', '-x.example.org'],
    ['foo..bar:443', 'NAME', 'foo..bar'],
    [`${'a'.repeat(64)}.org`, 'NAME', `${'a'.repeat(64)}.org`],
    ['example.org/path', 'HOST', 'example.org/path'],
    ['[::1]x:443', 'HOST', '[::1]x'],
    ['127.1:443', 'HOST', '127.1'],
    ['\u001b[31mred:443', 'HOST', '\u001b[31mred'],
  ])('%j cannot be used: %s', (input, code, part) => {
    expect(parseTarget(input)).toMatchObject({ failure: { code, input, part } });
  });

  it('suggests what was probably meant', () => {
    expect(parseTarget('http://example.org/x')).toMatchObject({ failure: { suggestion: 'https://example.org/x' } });
    expect(parseTarget('[::1]:99999')).toMatchObject({ failure: { suggestion: '[::1]:443' } });
  });
});

it('hostPort writes IPv6 in brackets', () => {
  expect([hostPort('::1', 1), hostPort('a.b', 2)]).toEqual(['[::1]:1', 'a.b:2']);
});
