import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type TlsOptions } from 'node:tls';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { toPem } from '../../src/files/pem.ts';
import { type RecordedConnection, readWireHandshake, WireReader } from '../../src/tls/decrypt/wire-handshake.ts';
import { tappedTlsConnect } from '../../src/tls/tap/tapped-connect.ts';
import { certificate, entityOf } from '../pki/build/certificate.ts';
import { name } from '../pki/build/der.ts';

function identity() {
  const self = entityOf(name(['CN', 'localhost']), generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
  const der = certificate(self, self, { signatureOid: '1.2.840.10045.4.3.2' });
  return { cert: toPem('CERTIFICATE', der), key: String(self.key.export({ type: 'pkcs8', format: 'pem' })) };
}

/** A real handshake, a greeting and an end, byte for byte, with its key log. */
async function record(options: TlsOptions): Promise<RecordedConnection> {
  const server = createServer({ ...identity(), ...options }, (socket) => socket.on('error', () => {}).end('hello\r\n'));
  onTestFinished(() => void server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const connection = await tappedTlsConnect({ address: '127.0.0.1', port, timeoutMs: 20_000, tls: identity() });
  connection.socket!.resume();
  await once(connection.socket!, 'end');
  const { tap, keyLog } = connection as unknown as {
    tap: Record<'incoming' | 'outgoing', { view(): Buffer }>;
    keyLog: string[];
  };
  const recorded = { incoming: Buffer.from(tap.incoming.view()), outgoing: Buffer.from(tap.outgoing.view()), keyLog };
  connection.close();
  return recorded;
}

describe('a handshake that is read while it is recorded', () => {
  it.each([
    ['TLS 1.3', {}],
    ['TLS 1.3, with another hello', { ecdhCurve: 'P-521' }],
    ['TLS 1.3, with a client certificate', { requestCert: true, rejectUnauthorized: false }],
    ['TLS 1.2', { maxVersion: 'TLSv1.2' }],
  ] as const)('says each time what a reading of all that is there would say: %s', async (_, options) => {
    const { incoming, outgoing, keyLog } = await record(options);
    const whole = readWireHandshake({ incoming, outgoing, keyLog });
    expect(whole).toMatchObject({ serverFinished: true, clientFinished: true, certificates: [{}] });
    const share = fc.integer({ min: 0, max: 100 });
    const moments = fc.array(fc.tuple(share, share, share), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(moments, (parts) => {
        const reader = new WireReader();
        let [into, out, lines] = [0, 0, 0];
        for (const [more, moreOut, moreLines] of [...parts, [100, 100, 100] as const]) {
          into += Math.ceil(((incoming.length - into) * more) / 100);
          out += Math.ceil(((outgoing.length - out) * moreOut) / 100);
          lines += Math.ceil(((keyLog.length - lines) * moreLines) / 100);
          const now = {
            incoming: incoming.subarray(0, into),
            outgoing: outgoing.subarray(0, out),
            keyLog: keyLog.slice(0, lines),
          };
          expect(reader.read(now)).toEqual(readWireHandshake(now));
        }
        expect(reader.read({ incoming, outgoing, keyLog })).toEqual(whole);
      }),
      { numRuns: 150 },
    );
  });
});
