import zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DecodeError } from '../../src/tls/bytes/reader.ts';
import { ServerFlightReader } from '../../src/tls/flight/server-flight.ts';
import { readCertificate } from '../../src/tls/messages/certificate.ts';
import { readCertificateRequest } from '../../src/tls/messages/certificate-request.ts';
import { readCompressedCertificate } from '../../src/tls/messages/compressed-certificate.ts';
import { readNewSessionTicket } from '../../src/tls/messages/new-session-ticket.ts';
import { readServerHello } from '../../src/tls/messages/server-hello.ts';
import { readServerKeyExchange } from '../../src/tls/messages/server-key-exchange.ts';

const hex = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'hex');
const RANDOM = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';
const RETRY = 'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c';
const base64 = (text: string) => hex(text).toString('base64');

describe('ServerHello', () => {
  it('of TLS 1.3: version and group are in extensions', () => {
    const hello = readServerHello(hex(`0303 ${RANDOM} 00 1301 00 000e 002b00020304 00330004 001d 0000`));
    expect(hello).toMatchObject({ version: 0x0304, legacyVersion: 0x0303, cipherSuite: 0x1301, group: 29 });
    expect(hello).toMatchObject({ helloRetryRequest: false, extensions: [43, 51], preSharedKey: false });
  });

  it('that is a HelloRetryRequest: known by its random', () => {
    const hello = readServerHello(hex(`0303 ${RETRY} 00 1302 00 000c 002b00020304 00330002 0019`));
    expect(hello).toMatchObject({ helloRetryRequest: true, version: 0x0304, group: 25 });
  });

  it('of SSL 3 has no extensions', () => {
    expect(readServerHello(hex(`0300 ${RANDOM} 00 0005 00`))).toMatchObject({ version: 0x0300, extensions: [] });
  });

  it('of TLS 1.2 with ALPN', () => {
    const hello = readServerHello(hex(`0303 ${RANDOM} 00 c02f 00 0009 0010 0005 0003 02 6832`));
    expect(hello).toMatchObject({ version: 0x0303, alpn: 'h2' });
  });

  it.each([
    ['01', 0x0303, 'TLSv1.2'],
    ['00', 0x0302, 'TLSv1.1'],
    ['02', 0x0303, undefined],
  ])('whose random ends in DOWNGRD %s says that something made it do less', (last, version, downgrade) => {
    const random = `${RANDOM.slice(0, 48)}444f574e475244${last}`;
    const body = hex(`${version.toString(16).padStart(4, '0')} ${random} 00 c02f 00`);
    expect(readServerHello(body).downgrade).toBe(downgrade);
  });

  it.each([
    ['is cut off', `0303 ${RANDOM} 00 13`, 'cipher_suite'],
    ['has one extension twice', `0303 ${RANDOM} 00 1301 00 000c 002b00020304 002b00020304`, 'extension_type'],
    ['has something after its end', `0303 ${RANDOM} 00 1301 00 0000 ff`, 'extensions'],
    ['has a length beyond its end', `0303 ${RANDOM} 00 1301 00 00ff 002b`, 'extensions'],
  ])('that %s is malformed', (_what, body, field) => {
    expect(() => readServerHello(hex(body))).toThrow(expect.objectContaining({ field }));
  });
});

describe('Certificate', () => {
  it('of TLS 1.2: a list, in the order sent', () => {
    const entries = readCertificate(hex('000009 000002 aaaa 000001 bb'), 0x0303);
    expect(entries.map(({ der }) => der)).toEqual([base64('aaaa'), base64('bb')]);
  });

  it('of TLS 1.3: with extensions, a staple and timestamps among them', () => {
    const staple = '0005 0006 01 000002 cafe';
    const timestamps = '0012 0003 000101';
    const entries = readCertificate(
      hex(`00 000022 000002 aaaa 0011 ${staple} ${timestamps} 000005 bbbbbbbbbb 0000`),
      0x0304,
    );
    expect(entries).toEqual([
      { der: base64('aaaa'), ocspResponse: base64('cafe'), timestamps: true },
      { der: base64('bbbbbbbbbb'), ocspResponse: undefined, timestamps: false },
    ]);
  });

  it('may be empty: a client without certificate says so', () => {
    expect(readCertificate(hex('00 000000'), 0x0304)).toEqual([]);
  });

  it.each([
    [1, zlib.deflateSync],
    [2, zlib.brotliCompressSync],
    [3, zlib.zstdCompressSync],
  ])('compressed with algorithm %i is inflated', (id, deflate) => {
    const body = hex('00 000006 000001 aa 0000');
    const data = deflate(body);
    const message = Buffer.concat([hex(`000${id} 00000a 0000`), Buffer.from([data.length]), data]);
    expect(readCompressedCertificate(message).body).toEqual(body);
  });

  it('compressed and longer than it said, or than is kept, is malformed', () => {
    const data = zlib.deflateSync(Buffer.alloc(1000));
    const message = (length: string) => Buffer.concat([hex(`0001 ${length} 0000`), Buffer.from([data.length]), data]);
    expect(() => readCompressedCertificate(message('000010'))).toThrow(DecodeError);
    expect(() => readCompressedCertificate(message('ffffff'))).toThrow(DecodeError);
    expect(readCompressedCertificate(message('0003e8')).body.length).toBe(1000);
  });
});

describe('CertificateRequest', () => {
  it('of TLS 1.0 has no signature schemes', () => {
    expect(readCertificateRequest(hex('02 01 40 0004 0002 3000'), 0x0301)).toEqual({
      certificateTypes: [1, 64],
      signatureSchemes: [],
      authorities: [base64('3000')],
    });
  });

  it('of TLS 1.2', () => {
    expect(readCertificateRequest(hex('01 40 0004 0403 0401 0000'), 0x0303)).toEqual({
      certificateTypes: [64],
      signatureSchemes: [0x0403, 0x0401],
      authorities: [],
    });
  });

  it('of TLS 1.3: names and schemes are in extensions', () => {
    const body = hex('00 0012 000d 0004 0002 0807 002f 0006 0004 0002 3000');
    expect(readCertificateRequest(body, 0x0304)).toEqual({
      certificateTypes: [],
      signatureSchemes: [0x0807],
      authorities: [base64('3000')],
    });
  });
});

describe('ServerKeyExchange', () => {
  it('ECDHE names its group and signature scheme', () => {
    const body = hex('03 0017 02 0405 0804 0001 ff');
    expect(readServerKeyExchange(body, 0xc02f, 0x0303)).toEqual({ group: 23, signatureScheme: 0x0804 });
    expect(readServerKeyExchange(hex('03 0017 02 0405 0001 ff'), 0xc013, 0x0301)).toEqual({ group: 23 });
  });

  it.each([
    ['00ff', 8],
    ['0100', 9],
    ['01', 1],
    ['0000', 0],
  ])('DHE with prime %s has %i bits', (prime, primeBits) => {
    const body = hex(`${(prime.length / 2).toString(16).padStart(4, '0')} ${prime} 0001 02 0001 03`);
    expect(readServerKeyExchange(body, 0x0033, 0x0301)).toEqual({ primeBits });
  });

  it('of an exchange without certificate has a hint first', () => {
    expect(readServerKeyExchange(hex('0001 61 03 001d 01 00'), 0xc035, 0x0303)).toEqual({ group: 29 });
  });
});

describe('NewSessionTicket', () => {
  it('is told without the ticket', () => {
    expect(readNewSessionTicket(hex('00001c20 01020304 01 00 0003 aabbcc 0000'), 0x0304)).toEqual({
      lifetime: 7200,
      length: 3,
    });
    expect(readNewSessionTicket(hex('0000012c 0002 aabb'), 0x0303)).toEqual({ lifetime: 300, length: 2 });
  });
});

describe('a flight', () => {
  const record = (type: string, body: string) => {
    const fragment = hex(body);
    return Buffer.concat([hex(`${type} 0303`), Buffer.from([fragment.length >> 8, fragment.length & 255]), fragment]);
  };
  const hello = `02 000026 0303 ${RANDOM} 00 c02f 00`;

  it('tells position and level of alerts', () => {
    const reader = new ServerFlightReader();
    reader.push(record('15', '0170'));
    reader.push(record('16', hello));
    reader.push(record('15', '0228'));
    expect(reader.flight.alerts).toEqual([
      {
        level: 'warning',
        number: 112,
        name: 'unrecognized_name',
        protected: false,
        phase: 'before-server-hello',
        offset: 0,
      },
      { level: 'fatal', number: 40, name: 'handshake_failure', protected: false, phase: 'handshake', offset: 54 },
    ]);
  });

  it('goes on encrypted after ChangeCipherSpec, and is not read as if it were not', () => {
    const reader = new ServerFlightReader();
    reader.push(
      Buffer.concat([record('16', hello), record('14', '01'), record('16', '0e000000'), record('15', '0228')]),
    );
    expect(reader.flight).toMatchObject({ messages: [2], finished: true, sealedRecords: 2, alerts: [] });
  });

  it('tells which message and field were malformed, and reads on', () => {
    const reader = new ServerFlightReader();
    reader.push(Buffer.concat([record('16', `${hello} 0b 000004 000009 aa`), record('15', '0232')]));
    expect(reader.flight.malformed).toEqual({ message: 11, field: 'certificate_list', offset: 3 });
    expect(reader.flight.alerts.map(({ number }) => number)).toEqual([50]);
  });

  it('stays small when a peer sends the same without end', () => {
    const reader = new ServerFlightReader();
    for (let round = 0; round < 1000; round += 1) reader.push(record('15', '0100'));
    for (let round = 0; round < 1000; round += 1) reader.push(record('16', '00000000'));
    expect(reader.flight.alerts).toHaveLength(64);
    expect(reader.flight.messages).toHaveLength(64);
  });
});
