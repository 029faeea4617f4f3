import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:tls';
import type { AcceptsCase } from './cases.ts';

/** A case, and the port of 127.0.0.1 that serves its certificate. */
export interface ServedCase extends AcceptsCase {
  readonly port: number;
}

/** Serves each certificate on a port of its own, at security level 0: it is the client that is to refuse. */
export async function serveAll(
  cases: readonly AcceptsCase[],
): Promise<{ readonly served: readonly ServedCase[]; readonly stop: () => void }> {
  const servers: Server[] = [];
  const served: ServedCase[] = [];
  for (const each of cases) {
    const { cert, key } = each;
    const server = createServer({
      cert,
      key,
      ciphers: 'DEFAULT@SECLEVEL=0',
      sigalgs: SIGNATURE_SCHEMES,
      ecdhCurve: GROUPS,
    });
    server.on('secureConnection', (socket) => {
      socket.on('error', () => {});
      socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok'));
    });
    server.on('tlsClientError', () => {});
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    servers.push(server);
    served.push({ ...each, port: (server.address() as AddressInfo).port });
  }
  return { served, stop: () => servers.forEach((server) => void server.close()) };
}

/** Everything that any of the keys can sign with, the brainpool curves of RFC 8734 among them. */
const SIGNATURE_SCHEMES = [
  'ecdsa_secp256r1_sha256:ecdsa_secp384r1_sha384:ecdsa_secp521r1_sha512:ed25519:ed448',
  'ecdsa_brainpoolP256r1tls13_sha256:rsa_pss_pss_sha256:rsa_pss_rsae_sha256:rsa_pkcs1_sha256:ECDSA+SHA256',
].join(':');
const GROUPS = 'X25519:P-256:P-384:P-521:secp256k1:brainpoolP256r1';
