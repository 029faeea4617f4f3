import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ChatLimits } from '../../limits.ts';
import { JSON_LINE_MAX_BYTES } from '../../protocol/json.ts';
import type { Connection } from '../gate.ts';
import { preferredLanguage, type WebAssets } from './assets.ts';

/** Nothing but our own files and our own socket; nobody may frame the page. */
const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': CSP,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly more?: Readonly<Record<string, string>>;
}

/** Serves the browser page, and hands over the WebSockets that it opens, on TLS connections that others accepted. */
export class WebFront {
  readonly #http: Server;
  readonly #connections = new WeakMap<Duplex, Connection>();
  readonly #sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: JSON_LINE_MAX_BYTES,
    clientTracking: false,
  });

  constructor(
    private readonly assets: WebAssets,
    limits: Pick<ChatLimits, 'handshakeMs'>,
    private readonly opened: (socket: WebSocket, tls: TLSSocket, connection: Connection) => void,
  ) {
    this.#http = createServer(
      { headersTimeout: limits.handshakeMs, requestTimeout: limits.handshakeMs },
      (request, response) => this.#answer(request, response),
    );
    this.#http.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
    this.#http.on('clientError', (_error, socket) => socket.destroy());
  }

  /** Takes over a TLS connection that negotiated `http/1.1`. */
  take(socket: TLSSocket, connection: Connection): void {
    this.#connections.set(socket, connection);
    this.#http.emit('connection', socket);
  }

  /** Closes what waits for a next request. */
  close(): void {
    this.#http.closeIdleConnections();
  }

  #answer({ method, url, headers }: IncomingMessage, response: ServerResponse): void {
    const { status, type, body, more = {} } = this.#page(method, url, headers['accept-language']);
    response.writeHead(status, { ...HEADERS, 'content-type': `${type}; charset=utf-8`, ...more });
    response.end(method === 'HEAD' ? undefined : body);
  }

  #page(method: string | undefined, url: string | undefined, languages: string | undefined): Page {
    if (method !== 'GET' && method !== 'HEAD') {
      return { status: 405, type: 'text/plain', body: 'GET or HEAD\n', more: { allow: 'GET, HEAD' } };
    }
    const { pages, script, style } = this.assets;
    switch (url?.split('?', 1)[0]) {
      case '/':
        return {
          status: 200,
          type: 'text/html',
          body: pages[preferredLanguage(languages)],
          more: { vary: 'accept-language' },
        };
      case '/chat.js':
        return { status: 200, type: 'text/javascript', body: script };
      case '/chat.css':
        return { status: 200, type: 'text/css', body: style };
      default:
        return { status: 404, type: 'text/plain', body: 'not here\n' };
    }
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { origin, host } = request.headers;
    // A page of somebody else must not talk in the name of whoever opened it (RFC 6455 section 10.2).
    const foreign = origin !== undefined && origin !== `https://${host}`;
    if (foreign || request.url?.split('?', 1)[0] !== '/ws') {
      socket.end(
        `HTTP/1.1 ${foreign ? '403 Forbidden' : '404 Not Found'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      );
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (opened) => {
      const connection = this.#connections.get(socket);
      if (connection) this.opened(opened, socket as TLSSocket, connection);
      else opened.terminate();
    });
  }
}
