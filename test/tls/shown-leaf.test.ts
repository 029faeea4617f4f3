import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, type Server } from 'node:net';
import { createServer, type TlsOptions } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { toPem } from '../../src/files/pem.ts';
import { type ShownLeafOptions, shownLeaf } from '../../src/tls/shown-leaf.ts';
import { certificate, entityOf } from '../pki/build/certificate.ts';
import { name } from '../pki/build/der.ts';
import { tcpPeer } from '../support/tcp-peer.ts';

const self = entityOf(name(['CN', 'localhost']), generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
const der = certificate(self, self, {
  signatureOid: '1.2.840.10045.4.3.2',
  notBefore: new Date(Date.now() - 86_400_000),
  notAfter: new Date(Date.now() + 86_400_000),
  dns: ['localhost'],
});

async function serve(options: TlsOptions = {}): Promise<number> {
  const server: Server = createServer(
    { cert: toPem('CERTIFICATE', der), key: self.key.export({ type: 'pkcs8', format: 'pem' }), ...options },
    (socket) => socket.on('error', () => {}).write('hello\r\n'),
  );
  server.on('tlsClientError', () => {});
  onTestFinished(() => void server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function look(port: number, more: Partial<ShownLeafOptions> = {}) {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  const { signal } = new AbortController();
  const leaf = await shownLeaf({ socket, serverName: 'localhost', tls: {}, timeoutMs: 5000, signal, ...more });
  return { leaf, socket };
}

describe('the certificate that a server shows', () => {
  it.each(['TLSv1.2', 'TLSv1.3'] as const)('in %s', async (version) => {
    const { leaf } = await look(await serve({ minVersion: version, maxVersion: version }));
    expect(new X509Certificate(leaf!).raw).toEqual(new X509Certificate(der).raw);
  });

  it('many times at once, each connection closed', async () => {
    const port = await serve();
    const looks = await Promise.all(Array.from({ length: 60 }, () => look(port)));
    expect(looks.every(({ leaf }) => leaf?.equals(looks[0]!.leaf!))).toBe(true);
    expect(looks.every(({ socket }) => socket.destroyed)).toBe(true);
  });

  it('is none where there is no group in common, or what we ask of OpenSSL is not to be had', async () => {
    const port = await serve({ ecdhCurve: 'X448' });
    expect((await look(port, { tls: { ecdhCurve: 'P-256' } })).leaf).toBeUndefined();
    expect((await look(port)).leaf).toBeDefined();
    const { leaf, socket } = await look(port, { tls: { ecdhCurve: 'no such group' } });
    expect([leaf, socket.destroyed]).toEqual([undefined, true]);
  });

  it('is none where the server closes, or is silent until the time or the caller is over', async () => {
    const closing = await tcpPeer((socket) => void socket.end());
    expect((await look(closing.port)).leaf).toBeUndefined();
    const silent = await tcpPeer(() => {});
    expect((await look(silent.port, { timeoutMs: 20 })).leaf).toBeUndefined();
    const over = new AbortController();
    const looking = look(silent.port, { signal: over.signal });
    setImmediate(() => over.abort());
    const { leaf, socket } = await looking;
    expect([leaf, socket.destroyed]).toEqual([undefined, true]);
  });
});
