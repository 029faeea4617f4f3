import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWireHandshake } from '../../src/tls/decrypt/wire-handshake.ts';
import { ServerFlightReader } from '../../src/tls/flight/server-flight.ts';
import { buildClientHello } from '../../src/tls/hello/build.ts';
import { widestHello } from '../../src/tls/hello/presets.ts';
import { recogniseGreeting } from '../../src/tls/starttls/greeting.ts';
import { StarttlsMachine } from '../../src/tls/starttls/machine.ts';
import { STARTTLS_PROTOCOLS } from '../../src/tls/starttls/protocols.ts';

const RANDOM = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';
/** ServerHello, Certificate, ServerKeyExchange, CertificateRequest, NewSessionTicket, ServerHelloDone of TLS 1.2. */
const FLIGHT = (
  [
    [2, `0303 ${RANDOM} 00 c02f 00 0009 0010 0005 0003 02 6832`],
    [11, '000009 000002 aaaa 000001 bb'],
    [12, '03 0017 02 0405 0804 0001 ff'],
    [13, '01 40 0004 0403 0401 0004 0002 3000'],
    [4, '0000012c 0002 aabb'],
    [14, ''],
  ] as const
).map(([type, text]) => {
  const bytes = Buffer.from(text.replace(/\s/g, ''), 'hex');
  return Buffer.concat([Buffer.from([type, 0, 0, bytes.length]), bytes]);
});
const body = Buffer.concat(FLIGHT);
const stream = Buffer.concat([Buffer.from([22, 3, 3, body.length >> 8, body.length & 255]), body]);
const hello = buildClientHello(widestHello({ serverName: 'a.example', alpn: ['x'] })).bytes;

const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 8 });
function damaged(bytes: Buffer, changes: readonly (readonly [number, number])[]): Buffer {
  const copy = Buffer.from(bytes);
  for (const [at, value] of changes) copy[at % copy.length] = value;
  return copy;
}

describe('whatever a peer sends', () => {
  it('the flight that is damaged below is a whole one', () => {
    const reader = new ServerFlightReader();
    reader.push(stream);
    expect(reader.flight).toMatchObject({ serverHelloDone: true, messages: [2, 11, 12, 13, 4, 14] });
    expect(reader.flight.malformed).toBeUndefined();
  });

  it('a damaged flight or hello is an observation', () => {
    fc.assert(
      fc.property(damage, damage, (server, client) => {
        const incoming = damaged(stream, server);
        const wire = readWireHandshake({ incoming, outgoing: damaged(hello, client), keyLog: [] });
        expect(() => JSON.stringify(wire)).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });

  it('bytes of chance are an observation, in any pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 20 }), (chunks) => {
        const reader = new ServerFlightReader();
        for (const chunk of chunks) reader.push(chunk);
        expect(reader.flight.alerts.length).toBeLessThanOrEqual(64);
      }),
      { numRuns: 500 },
    );
  });

  it.each(STARTTLS_PROTOCOLS)('%s comes to an end within what may be read', (protocol) => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
        recogniseGreeting(Buffer.from(bytes));
        const machine = new StarttlsMachine(protocol, { serverName: 'a.example', clientName: 'me' });
        let { outcome } = machine.start();
        for (let fed = 0; !outcome && fed <= 40_000; fed += bytes.length) outcome = machine.push(bytes).outcome;
        expect(outcome).toBeDefined();
      }),
      { numRuns: 200 },
    );
  });
});
