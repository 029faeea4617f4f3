import { createHash } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import { readClientHello } from '../../tls/messages/client-hello.ts';
import { CIPHER_SUITES } from '../../tls/tables/cipher-suites.ts';
import { NAMED_GROUPS } from '../../tls/tables/named-groups.ts';
import { SIGNATURE_SCHEMES } from '../../tls/tables/signature-schemes.ts';
import { VERSIONS } from '../../tls/tables/versions.ts';

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
    clientHello: hello ? helloReport(hello) : null,
  };
}

/**
 * A ClientHello as it came in, with the names of the IANA registries; size and SHA-256 are those of the handshake message,
 * header included, since records may be cut anew on the way.
 */
export function helloReport(message: Buffer): Record<string, unknown> {
  const identity = { bytes: message.length, sha256: createHash('sha256').update(message).digest('hex') };
  try {
    const hello = readClientHello(message);
    const versions = hello.supportedVersions.length > 0 ? hello.supportedVersions : [hello.legacyVersion];
    return {
      ...identity,
      servername: hello.serverName ?? null,
      alpn: hello.alpn,
      versions: versions.map(VERSIONS.nameOf),
      ciphers: hello.cipherSuites.map(CIPHER_SUITES.nameOf),
      groups: hello.groups.map(NAMED_GROUPS.nameOf),
      keyShares: hello.keyShares.map(NAMED_GROUPS.nameOf),
      signatureSchemes: hello.signatureSchemes.map(SIGNATURE_SCHEMES.nameOf),
    };
  } catch {
    // TLS accepted what our reader does not understand: its identity still tells whether it was changed.
    return identity;
  }
}

/** An address as people write it: IPv4 that came in on a dual-stack socket loses its `::ffff:`. */
export function plainAddress(address: string | undefined): string | null {
  return address?.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '') ?? null;
}
