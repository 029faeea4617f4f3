import type { TLSSocket } from 'node:tls';
import type { WebSocket } from 'ws';
import type { RsaServerKey } from '../dialects/rsa-cipher.ts';
import { type RsaDirectory, rsaCodec } from '../dialects/rsa-codec.ts';
import type { ChatHub } from '../hub.ts';
import type { ChatLimits } from '../limits.ts';
import { type Codec, jsonCodec, lineCodec } from '../protocol/codec.ts';
import { JSON_ALPN } from '../protocol/json.ts';
import type { Session } from '../session.ts';
import type { Transport } from '../transport.ts';
import { type ClientCertificatePolicy, nameInCertificate, verifiedCertificate } from './client-certificate.ts';
import { connectionReport, type Reporter } from './connection-report.ts';
import type { Connection } from './gate.ts';
import { recordTransport } from './record-transport.ts';
import type { ServerRecord } from './records.ts';
import { tlsTransport } from './tls-transport.ts';
import type { WebAssets } from './web/assets.ts';
import type { WebFront } from './web/web-front.ts';
import { messageLine, webTransport } from './web/web-transport.ts';

/** What browsers speak. */
export const HTTP_ALPN = 'http/1.1';

/** What a reception needs to know of its server. */
export interface ReceptionOptions {
  readonly hub: ChatHub;
  readonly limits: ChatLimits;
  readonly reporter: Reporter;
  readonly record: (record: ServerRecord) => void;
  readonly clients: ClientCertificatePolicy | undefined;
  readonly rsaKey: RsaServerKey | undefined;
  readonly web: WebAssets | undefined;
}

/** Where a connection goes after its handshake: to the chat in the dialect that it speaks, or to the browser page. */
export class Reception {
  readonly #options: ReceptionOptions;
  #front: Promise<WebFront> | undefined;

  constructor(options: ReceptionOptions) {
    this.#options = options;
  }

  /** The application protocol to speak with a client that offers these (RFC 7301); undefined if there is none. */
  chooseAlpn(offered: readonly string[]): string | undefined {
    const known = this.#options.web ? [JSON_ALPN, HTTP_ALPN] : [JSON_ALPN];
    return known.find((protocol) => offered.includes(protocol));
  }

  /** Takes over a connection that has shaken hands. */
  receive(socket: TLSSocket, connection: Connection): void {
    socket.on('error', () => socket.destroy());
    if (socket.alpnProtocol === HTTP_ALPN) this.#browser(socket, connection);
    else if (socket.alpnProtocol === JSON_ALPN)
      this.#stream(socket, connection, tlsTransport(socket), () => jsonCodec());
    else if (connection.dialect === 'rsa') this.#rsa(socket, connection);
    else this.#stream(socket, connection, tlsTransport(socket), () => lineCodec(this.#options.limits.lineBytes));
  }

  /** Closes what waits for a browser's next request. */
  async close(): Promise<void> {
    (await this.#front)?.close();
  }

  #rsa(socket: TLSSocket, connection: Connection): void {
    const { rsaKey } = this.#options;
    if (!rsaKey) return void socket.destroy();
    this.#stream(socket, connection, recordTransport(socket), (self) => rsaCodec(rsaKey, this.#directory(self)));
  }

  #stream(
    socket: TLSSocket,
    connection: Connection,
    transport: Transport,
    makeCodec: (self: () => number) => Codec,
  ): void {
    const session: Session = this.#session(
      socket,
      connection,
      transport,
      makeCodec(() => session.id),
    );
    socket.on('data', (chunk: Buffer) => session.receive(chunk));
    socket.on('end', () => session.receiveEnd());
    socket.on('close', () => session.closed());
    this.#introduce(session, socket);
  }

  #browser(socket: TLSSocket, connection: Connection): void {
    const { web, limits } = this.#options;
    if (!web) return void socket.destroy();
    // Nothing of it is loaded before the first browser comes.
    this.#front ??= import('./web/web-front.ts').then(
      ({ WebFront }) => new WebFront(web, limits, (...opened) => this.#webSocket(...opened)),
    );
    void this.#front.then((front) => front.take(socket, connection));
  }

  #webSocket(opened: WebSocket, socket: TLSSocket, connection: Connection): void {
    const session = this.#session(socket, connection, webTransport(opened), jsonCodec());
    opened.on('message', (data: Buffer) => session.receive(messageLine(data)));
    opened.on('error', () => opened.terminate());
    opened.on('close', () => session.closed());
    this.#introduce(session, socket);
  }

  #session(socket: TLSSocket, { remote, hello }: Connection, transport: Transport, codec: Codec): Session {
    const { hub, limits, reporter, record, clients } = this.#options;
    const session = hub.connect(transport, codec, limits, () => connectionReport(socket, hello, reporter));
    record({
      event: 'connected',
      session: session.id,
      remote,
      tls: socket.getProtocol(),
      alpn: socket.alpnProtocol || null,
      servername: typeof socket.servername === 'string' ? socket.servername : null,
      clientCertificate: (clients && verifiedCertificate(socket)?.fingerprint256) ?? null,
    });
    return session;
  }

  #introduce(session: Session, socket: TLSSocket): void {
    const { hub, clients } = this.#options;
    const certificate = clients?.nameFromCertificate ? verifiedCertificate(socket) : undefined;
    const name = certificate && nameInCertificate(certificate);
    if (name) hub.introduce(session, name);
  }

  #directory(self: () => number): RsaDirectory {
    const { hub } = this.#options;
    const pemOf = (id: number | undefined): string | undefined =>
      id === undefined ? undefined : hub.sessions.get(id)?.codec.publicKeyPem;
    return {
      others: () => hub.rooms.othersOf(self()).map(({ id, name }) => ({ name, pem: pemOf(id) })),
      pemOf: (name) => pemOf(hub.rooms.idOf(name)),
    };
  }
}
