import { isIP, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { TlsClientOptions } from './tap/tapped-connect.ts';
import { connectTls } from './tls-connect.ts';

/** A connection that stands, and how to greet the server on it. */
export interface ShownLeafOptions {
  /** Nobody has read from it; it is closed in the end. */
  readonly socket: Socket;
  /** Name for SNI; an IP address sends none. */
  readonly serverName: string;
  readonly tls: TlsClientOptions;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * The certificate that a server shows, in DER: a whole handshake of Node's own TLS stack, right on the socket. Nobody watches
 * the wire, which makes it cheaper than `tappedTlsConnect`, and why there is none is not told: undefined. Never rejects.
 */
export async function shownLeaf(options: ShownLeafOptions): Promise<Buffer | undefined> {
  const { socket, serverName, tls, timeoutMs, signal } = options;
  return await new Promise((resolve) => {
    let connection: TLSSocket | undefined;
    const settle = (leaf?: Buffer): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      // Whoever took the socket over closes it: Node (24.21) does not survive that it is pulled from under its TLS.
      (connection ?? socket).destroy();
      resolve(leaf);
    };
    const giveUp = (): void => settle();
    const timer = setTimeout(giveUp, timeoutMs);
    signal.addEventListener('abort', giveUp, { once: true });
    if (signal.aborted) return giveUp();
    try {
      const named = isIP(serverName) === 0 ? { servername: serverName.replace(/\.$/, '') } : {};
      const own = { socket, rejectUnauthorized: false, checkServerIdentity: () => undefined };
      connection = connectTls({ ...tls, ...named, ...own });
      const { getPeerX509Certificate } = connection;
      connection.on('error', giveUp).once('close', giveUp);
      connection.once('secureConnect', () => settle(getPeerX509Certificate()?.raw));
    } catch {
      giveUp();
    }
  });
}
