import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { ChatHub, type ChatRecord } from '../hub.ts';
import { type ChatLimits, DEFAULT_LIMITS } from '../limits.ts';
import { jsonCodec, lineCodec } from '../protocol/codec.ts';
import { JSON_ALPN } from '../protocol/json.ts';
import { Admission, type AdmissionRefusal } from './admission.ts';
import { connectionReport, plainAddress } from './connection-report.ts';
import { type CredentialPem, loadCredential } from './credentials.ts';
import { tapFirstBytes } from './hello-tap.ts';
import { ANY_HOST, listen } from './listen.ts';
import { tlsTransport } from './tls-transport.ts';

/** What happened to a connection below the chat, for logs. */
export type ServerRecord =
  | ChatRecord
  | {
      event: 'connected';
      session: number;
      remote: string;
      tls: string | null;
      alpn: string | null;
      servername: string | null;
    }
  | { event: 'refused'; remote: string; limit: AdmissionRefusal }
  | { event: 'handshake-failed'; remote: string; reason: string }
  | { event: 'plaintext'; remote: string; kind: 'http' | 'other' };

/** How to start a chat server. */
export interface ChatServerOptions {
  /** Our version, for the greeting. */
  readonly version: string;
  /** Default `::`: both families. */
  readonly host?: string;
  /** Default 12345; 0 lets the system choose. */
  readonly port?: number;
  readonly credential: CredentialPem;
  readonly limits?: Partial<ChatLimits>;
  /** Gets what happened, for logs. */
  readonly record?: (record: ServerRecord) => void;
  /** Whether records of messages hold their text. */
  readonly logText?: boolean;
}

/** A running chat server. */
export interface ChatServer {
  readonly address: string;
  readonly port: number;
  readonly fingerprint256: string;
  readonly hub: ChatHub;
  /** Stops listening, tells the members, writes out what waits for them, and cuts what is left at the drain deadline. */
  close(): Promise<void>;
}

/** The port of the reference server. */
export const DEFAULT_PORT = 12345;

interface Connection {
  readonly raw: Socket;
  readonly remote: string;
  hello: Buffer | undefined;
  handshake: NodeJS.Timeout | undefined;
}

/**
 * Starts the reference server.
 * @throws AppError ERR_SERVE_CREDENTIAL, and what `listen` throws
 */
export async function startChatServer(options: ChatServerOptions): Promise<ChatServer> {
  const limits: ChatLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const record = options.record ?? (() => {});
  const name = `llave/${options.version}`;
  const hub = new ChatHub(name, record, options.logText);
  const credential = loadCredential(options.credential);
  const admission = new Admission(limits);
  const connections = new Map<string, Connection>();

  const tls = createTlsServer({
    minVersion: 'TLSv1.2',
    handshakeTimeout: limits.handshakeMs,
    SNICallback: (_servername, done) => done(null, credential.context),
    ALPNCallback: ({ protocols }) => [JSON_ALPN].find((known) => protocols.includes(known)),
    key: options.credential.key,
    cert: options.credential.cert,
    ...(options.credential.passphrase === undefined ? {} : { passphrase: options.credential.passphrase }),
  });
  tls.on('secureConnection', (socket) => {
    const connection = connections.get(peerKey(socket));
    if (!connection) return void socket.destroy();
    clearTimeout(connection.handshake);
    connection.handshake = undefined;
    open(socket, connection);
  });
  tls.on('tlsClientError', (error: NodeJS.ErrnoException, socket) => {
    record({
      event: 'handshake-failed',
      remote: plainAddress(socket.remoteAddress) ?? 'gone',
      reason: error.code ?? 'unknown',
    });
    socket.destroy();
  });

  function open(socket: TLSSocket, connection: Connection): void {
    const codec = socket.alpnProtocol === JSON_ALPN ? jsonCodec() : lineCodec(limits.lineBytes);
    const describe = (): Record<string, unknown> => connectionReport(socket, connection.hello, name);
    const session = hub.connect(tlsTransport(socket), codec, limits, describe);
    const { remote } = connection;
    const servername = typeof socket.servername === 'string' ? socket.servername : null;
    record({
      event: 'connected',
      session: session.id,
      remote,
      tls: socket.getProtocol(),
      alpn: socket.alpnProtocol || null,
      servername,
    });
    socket.on('data', (chunk: Buffer) => session.receive(chunk));
    socket.on('end', () => session.receiveEnd());
    socket.on('error', () => socket.destroy());
    socket.on('close', () => session.closed());
  }

  // Half-open, so that a peer that has said all it will say still gets its answers.
  const listener = createServer({
    allowHalfOpen: true,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: limits.idleMs,
  });
  listener.on('connection', (raw) => {
    const remote = plainAddress(raw.remoteAddress);
    if (remote === null) return void raw.destroy();
    const refused = admission.admit(remote);
    if (refused) {
      record({ event: 'refused', remote, limit: refused });
      return void raw.destroy();
    }
    const key = peerKey(raw);
    const handshake = setTimeout(() => {
      record({ event: 'handshake-failed', remote, reason: 'timeout' });
      raw.destroy();
    }, limits.handshakeMs);
    const connection: Connection = { raw, remote, hello: undefined, handshake };
    connections.set(key, connection);
    raw.on('error', () => raw.destroy());
    raw.on('end', () => {
      // Before TLS has the socket, an end means that nobody will speak.
      if (connection.hello === undefined) raw.destroy();
    });
    raw.on('close', () => {
      clearTimeout(connection.handshake);
      connections.delete(key);
      admission.release(remote);
    });
    tapFirstBytes(raw, (first) => {
      if (first.kind === 'hello') connection.hello = first.handshake;
      else record({ event: 'plaintext', remote, kind: first.kind });
      if (first.kind === 'http') return void raw.end(PLAIN_HTTP_ANSWER);
      tls.emit('connection', raw);
    });
  });

  const bound = await listen(listener, options.host ?? ANY_HOST, options.port ?? DEFAULT_PORT);
  return {
    address: bound.address,
    port: bound.port,
    fingerprint256: credential.fingerprint256,
    hub,
    async close() {
      const closed = new Promise<void>((resolve) => listener.close(() => resolve()));
      for (const { raw, handshake } of connections.values()) if (handshake) raw.destroy();
      hub.shutdown();
      const deadline = setTimeout(() => {
        for (const { raw } of connections.values()) raw.destroy();
      }, limits.drainMs);
      await closed;
      clearTimeout(deadline);
    },
  };
}

const PLAIN_HTTP_ANSWER = [
  'HTTP/1.1 400 Bad Request',
  'Content-Type: text/plain; charset=utf-8',
  'Connection: close',
  '',
  'This port speaks TLS: use https://\n',
].join('\r\n');

/** What names a TCP connection while it lives, on the raw socket and on the TLS socket over it alike. */
function peerKey(socket: Socket): string {
  return `${socket.remoteAddress} ${socket.remotePort} ${socket.localAddress} ${socket.localPort}`;
}
