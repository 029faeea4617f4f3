import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClientFlightReader } from '../../src/tls/flight/client-flight.ts';
import { buildClientHello } from '../../src/tls/hello/build.ts';
import { makeKeyShare } from '../../src/tls/hello/key-shares.ts';
import {
  paddedHello,
  SMALL_HELLO_MAX,
  smallHello,
  tinyReplyHello,
  versionHello,
  widestHello,
} from '../../src/tls/hello/presets.ts';
import { specOf } from '../../src/tls/hello/spec.ts';
import { HELLO_AXES, widenHello } from '../../src/tls/hello/widen.ts';
import { NAMED_GROUPS } from '../../src/tls/tables/named-groups.ts';

const LONG_NAME = `${'a'.repeat(60)}.${'b'.repeat(10)}.example.org`;

function readBack(bytes: Buffer) {
  const reader = new ClientFlightReader();
  for (const byte of bytes) reader.push(Buffer.from([byte]));
  return reader.flight;
}

describe('a ClientHello that was built', () => {
  it('is read back from the wire, byte by byte, as what was asked for', () => {
    const { bytes, hello } = buildClientHello(smallHello({ serverName: 'chat.example.org', alpn: ['llave-chat/1'] }));
    const flight = readBack(bytes);
    expect(flight.clientHellos).toEqual([hello]);
    expect(flight.malformed).toBeUndefined();
    expect(hello).toMatchObject({
      size: bytes.length - 5,
      legacyVersion: 0x0303,
      serverName: 'chat.example.org',
      alpn: ['llave-chat/1'],
      supportedVersions: [0x0304, 0x0303],
      keyShares: [29],
    });
  });

  it('holds any lists in the order given', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 0xffff }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(ids, ids, ids, (cipherSuites, groups, signatureSchemes) => {
        const { hello } = buildClientHello({ legacyVersion: 0x0303, cipherSuites, groups, signatureSchemes });
        expect(hello).toMatchObject({ cipherSuites, groups, signatureSchemes, supportedVersions: [], keyShares: [] });
      }),
    );
  });

  it('sends no server_name for an IP address, and none of its trailing dot', () => {
    expect(buildClientHello(smallHello({ serverName: '192.0.2.1' })).hello.serverName).toBeUndefined();
    expect(buildClientHello(smallHello({ serverName: '2001:db8::1' })).hello.serverName).toBeUndefined();
    expect(buildClientHello(smallHello({ serverName: 'a.example.' })).hello.serverName).toBe('a.example');
  });

  it('is cut into records of at most 2^14 bytes', () => {
    const { bytes, hello } = buildClientHello(paddedHello({}, 40_000));
    expect(hello.size).toBe(39_995);
    expect(readBack(bytes).clientHellos[0]?.sha256).toBe(hello.sha256);
    expect(bytes.readUInt16BE(3)).toBe(2 ** 14);
  });

  it('differs each time in what must be fresh', () => {
    const [one, two] = [buildClientHello(smallHello()).hello, buildClientHello(smallHello()).hello];
    expect(one.random).not.toBe(two.random);
    expect(one.sessionId).not.toBe(two.sessionId);
    expect(one.sha256).not.toBe(two.sha256);
  });
});

describe('presets', () => {
  it('small is small, even with a long name', () => {
    const { bytes } = buildClientHello(smallHello({ serverName: LONG_NAME, alpn: ['h2', 'http/1.1'] }));
    expect(bytes.length).toBeLessThanOrEqual(SMALL_HELLO_MAX);
  });

  it.each([600, 1700, 3000])('padded is %i bytes long', (size) => {
    expect(buildClientHello(paddedHello({ serverName: LONG_NAME }, size)).bytes.length).toBe(size);
  });

  it('tiny reply offers a single suite that nobody has', () => {
    const { hello } = buildClientHello(tinyReplyHello());
    expect(hello.cipherSuites).toEqual([0xfffe]);
    expect(hello.supportedVersions).toEqual([]);
  });

  it.each([
    [0x0300, 0x0300, []],
    [0x0301, 0x0301, []],
    [0x0302, 0x0302, []],
    [0x0303, 0x0303, []],
    [0x0304, 0x0303, [0x0304]],
  ])('version %i offers just that', (version, legacyVersion, supportedVersions) => {
    const { hello, bytes } = buildClientHello(versionHello(version, { serverName: 'a.example' }));
    expect(hello).toMatchObject({ legacyVersion, supportedVersions });
    expect(bytes.readUInt16BE(1)).toBe(version === 0x0300 ? 0x0300 : 0x0301);
    expect(hello.extensions.length > 0).toBe(version > 0x0300);
  });

  it('widest offers hundreds of suites, none of them a signal or without certificate', () => {
    const { cipherSuites, groups, signatureSchemes } = buildClientHello(widestHello()).hello;
    expect(cipherSuites.length).toBeGreaterThan(150);
    for (const never of [0x0000, 0x00ff, 0x5600, 0x0034, 0x008c]) expect(cipherSuites).not.toContain(never);
    expect(groups.length).toBeGreaterThan(40);
    expect(signatureSchemes.length).toBeGreaterThan(30);
  });
});

describe('widening', () => {
  const narrow = {
    legacyVersion: 0x0303,
    supportedVersions: [0x0304],
    cipherSuites: [0x1301],
    groups: [29],
    keyShares: [29],
    signatureSchemes: [0x0403],
  };
  const fields = {
    cipher: 'cipherSuites',
    group: 'groups',
    signature: 'signatureSchemes',
    version: 'supportedVersions',
  };

  it.each(HELLO_AXES)('along %s adds to it, at the end, and leaves the others alone', (axis) => {
    const wide = widenHello(narrow, axis) as unknown as Record<string, number[]>;
    for (const [name, field] of Object.entries(fields)) {
      const before = (narrow as unknown as Record<string, number[]>)[field]!;
      expect(wide[field]!.slice(0, before.length)).toEqual(before);
      expect(wide[field]!.length > before.length).toBe(name === axis);
    }
  });

  it('a hello that was seen gives the same offer again', () => {
    const seen = buildClientHello(smallHello({ serverName: 'a.example', alpn: ['x'] })).hello;
    const again = buildClientHello(specOf(seen)).hello;
    const { random, sessionId, sha256, ...offer } = seen;
    expect(again).toMatchObject(offer);
    expect([again.random, again.sessionId, again.sha256]).not.toEqual([random, sessionId, sha256]);
  });
});

describe('key shares', () => {
  it.each([
    ['x25519', 32],
    ['x448', 56],
    ['secp256r1', 65],
    ['secp384r1', 97],
    ['secp521r1', 133],
    ['X25519MLKEM768', 1216],
    ['SecP256r1MLKEM768', 1249],
  ] as const)('%s: %i bytes', (name, length) => {
    expect(makeKeyShare(NAMED_GROUPS.idOf(name))?.length).toBe(length);
  });

  it('there is none for a group that cannot be made here', () => {
    expect(makeKeyShare(NAMED_GROUPS.idOf('GC256A'))).toBeUndefined();
  });
});
