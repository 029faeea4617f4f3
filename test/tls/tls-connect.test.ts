import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { toPem } from '../../src/files/pem.ts';
import { connectTls } from '../../src/tls/tls-connect.ts';
import { type CertificateOptions, certificate, dnsName, entityOf, subjectAltName } from '../pki/build/certificate.ts';
import { name } from '../pki/build/der.ts';
import { llave } from '../support/llave.ts';
import { tempDir } from '../support/temp-dir.ts';

const ECDSA_SHA256 = '1.2.840.10045.4.3.2';
const SAN = '2.5.29.17';

/** A server with a self-signed certificate of its own making. */
async function serve(namedCurve: string, options: CertificateOptions) {
  const self = entityOf(
    name(['CN', 'localhost'], ['CN', 'other']),
    generateKeyPairSync('ec', { namedCurve }).privateKey,
  );
  const now = Date.now();
  const span = { notBefore: new Date(now - 86_400_000), notAfter: new Date(now + 86_400_000) };
  const cert = toPem('CERTIFICATE', certificate(self, self, { signatureOid: ECDSA_SHA256, ...span, ...options }));
  const key = self.key.export({ type: 'pkcs8', format: 'pem' });
  const curves = 'ecdsa_brainpoolP256r1tls13_sha256:ECDSA+SHA256';
  const server = createServer({ cert, key, sigalgs: curves, ecdhCurve: `X25519:P-256:${namedCurve}` }, (socket) =>
    socket.on('error', () => {}).end('* hello\r\n'),
  );
  server.on('tlsClientError', () => {});
  onTestFinished(() => void server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { cert, port: (server.address() as AddressInfo).port };
}

describe('a server whose key lies on a curve without a NIST name', () => {
  it.each([
    ['doctor', []],
    ['chat', ['--name', 'ana']],
  ] as const)('does not end the process of llave %s', async (command, more) => {
    const { cert, port } = await serve('brainpoolP256r1', { dns: ['localhost'] });
    const cwd = tempDir();
    writeFileSync(join(cwd, 'ca.crt'), cert);
    const { code, signal } = await llave([command, `localhost:${port}`, '--ca', 'ca.crt', ...more], { cwd });
    expect(signal).toBe(null);
    expect([0, 1, 5]).toContain(code);
  });
});

describe('names are checked as Node does', () => {
  it.each([
    ['an alternative name', { dns: ['localhost'] }, 'localhost', undefined],
    [
      'an alternative name with a comma',
      { extensions: [subjectAltName(dnsName('a, DNS:localhost'))] },
      'localhost',
      'no',
    ],
    ['another alternative name', { dns: ['elsewhere'] }, 'localhost', 'no'],
    ['a common name', { without: [SAN] }, 'other', undefined],
    ['another common name', { without: [SAN] }, 'elsewhere', 'no'],
  ] as const)('%s', async (_, options, servername, refused) => {
    const { cert, port } = await serve('P-256', options as CertificateOptions);
    const socket = connectTls({ host: '127.0.0.1', port, servername, ca: cert });
    const error = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
      socket.once('secureConnect', () => resolve(undefined)).once('error', resolve);
    });
    const [first, second] = [socket.getPeerX509Certificate(), socket.getPeerX509Certificate()];
    if (!error) expect([first?.fingerprint256, second]).toEqual([new X509Certificate(cert).fingerprint256, first]);
    socket.destroy();
    expect(error?.code).toBe(refused && 'ERR_TLS_CERT_ALTNAME_INVALID');
  });
});
