import { createHash } from 'node:crypto';
import type { TLSSocket } from 'node:tls';

/** What the server saw of one connection, told to nobody but that connection. */
export function connectionReport(
  socket: TLSSocket,
  hello: Buffer | undefined,
  server: string,
): Record<string, unknown> {
  const cipher = socket.getCipher();
  return {
    server,
    time: new Date().toISOString(),
    remote: { address: plainAddress(socket.remoteAddress), port: socket.remotePort ?? null },
    local: { address: plainAddress(socket.localAddress), port: socket.localPort ?? null },
    tls: {
      version: socket.getProtocol(),
      cipher: cipher.standardName ?? cipher.name,
      alpn: socket.alpnProtocol || null,
      servername: typeof socket.servername === 'string' ? socket.servername : null,
      resumed: socket.isSessionReused(),
    },
    certificate: { fingerprint256: socket.getX509Certificate()?.fingerprint256 ?? null },
    clientHello: hello ? { bytes: hello.length, sha256: createHash('sha256').update(hello).digest('hex') } : null,
  };
}

/** An address as people write it: IPv4 that came in on a dual-stack socket loses its `::ffff:`. */
export function plainAddress(address: string | undefined): string | null {
  return address?.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '') ?? null;
}
