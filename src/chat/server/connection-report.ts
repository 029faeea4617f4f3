import { createHash } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import { describeHello } from '../../tls/hello/describe.ts';
import { readClientHello } from '../../tls/messages/client-hello.ts';

/** Who reports. */
export interface Reporter {
  /** How the server calls itself. */
  readonly name: string;
  /** Drawn anew at each start: two reports with different ones come from two processes. */
  readonly instance: string;
  /** The server's clock. */
  readonly now: () => Date;
  /** Clients whose first bytes were no TLS. */
  readonly plaintextClients: () => number;
}

/** What the server saw of one connection, told to nobody but that connection. */
export function connectionReport(
  socket: TLSSocket,
  hello: Buffer | undefined,
  { name, instance, now, plaintextClients }: Reporter,
): Record<string, unknown> {
  const cipher = socket.getCipher();
  return {
    server: name,
    instance,
    time: now().toISOString(),
    remote: { address: plainAddress(socket.remoteAddress), port: socket.remotePort ?? null },
    local: { address: plainAddress(socket.localAddress), port: socket.localPort ?? null },
    tls: {
      version: socket.getProtocol(),
      cipher: cipher.standardName ?? cipher.name,
      alpn: socket.alpnProtocol || null,
      servername: typeof socket.servername === 'string' ? socket.servername : null,
      resumed: socket.isSessionReused(),
    },
    certificate: servedCertificate(socket),
    clientHello: hello ? helloReport(hello) : null,
    // What others do is nobody's business, but of whoever runs the server.
    ...(isOwn(socket) ? { plaintextClients: plaintextClients() } : {}),
  };
}

/**
 * A ClientHello as it came in, with the names of the IANA registries; size and SHA-256 are those of the handshake message,
 * header included, since records may be cut anew on the way.
 */
export function helloReport(message: Buffer): Record<string, unknown> {
  const identity = { bytes: message.length, sha256: createHash('sha256').update(message).digest('hex') };
  try {
    return { ...identity, ...describeHello(readClientHello(message)) };
  } catch {
    // TLS accepted what our reader does not understand: its identity still tells whether it was changed.
    return identity;
  }
}

/** Whether a connection comes from the server's own machine: from the address that it goes to, or over loopback. */
function isOwn({ remoteAddress, localAddress }: TLSSocket): boolean {
  const remote = plainAddress(remoteAddress);
  return remote !== null && (remote === plainAddress(localAddress) || remote === '::1' || remote.startsWith('127.'));
}

function servedCertificate(socket: TLSSocket): Record<string, unknown> {
  const certificate = socket.getX509Certificate();
  return {
    fingerprint256: certificate?.fingerprint256 ?? null,
    issuer: certificate?.issuer.replaceAll('\n', ', ') ?? null,
  };
}

/** An address as people write it: IPv4 that came in on a dual-stack socket loses its `::ffff:`. */
export function plainAddress(address: string | undefined): string | null {
  return address?.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '') ?? null;
}
