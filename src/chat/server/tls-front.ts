import type { Socket } from 'node:net';
import { createServer, type Server, type TLSSocket, type TlsOptions } from 'node:tls';
import type { FaultBehaviour } from '../faults/fault.ts';
import type { ClientCertificatePolicy } from './client-certificate.ts';
import type { CredentialStore } from './credential-store.ts';
import type { Credential } from './credentials.ts';
import { type TlsSettings, versionRange } from './tls-settings.ts';

/** What TLS is spoken with, and who is told how it went. */
export interface TlsFrontOptions {
  readonly settings: TlsSettings;
  readonly store: CredentialStore;
  readonly clients: ClientCertificatePolicy | undefined;
  readonly handshakeMs: number;
  readonly fault: FaultBehaviour | undefined;
  /** The application protocol to speak with a client that offers these. */
  chooseAlpn(offered: readonly string[]): string | undefined;
  /** Takes a connection that has shaken hands. */
  secured(socket: TLSSocket): void;
  /** A handshake came to nothing. */
  failed(socket: TLSSocket, code: string): void;
}

/** Shakes hands over the connections that the gate lets in; a fault does it in its own way. */
export class TlsFront {
  readonly #options: TlsFrontOptions;
  readonly #server: Server;
  #turn = 0;

  constructor(options: TlsFrontOptions) {
    const { settings, store, clients, handshakeMs, fault } = options;
    this.#options = options;
    this.#server = createServer({
      ...versionRange(settings),
      ...(settings.ciphers === undefined ? {} : { ciphers: settings.ciphers }),
      handshakeTimeout: handshakeMs,
      SNICallback: (servername, done) => done(null, store.select(servername).context),
      ALPNCallback: ({ protocols }) => options.chooseAlpn(protocols),
      requestCert: clients !== undefined,
      rejectUnauthorized: clients?.mode === 'require',
      ...clientAuthorities(clients),
      ...store.first.pem,
      ...(fault ? faultyTls(fault) : {}),
    });
    this.#server.on('secureConnection', (socket) => options.secured(socket));
    this.#server.on('tlsClientError', (error: NodeJS.ErrnoException, socket) => {
      options.failed(socket, error.code ?? 'unknown');
      socket.destroy();
    });
    const stapled = fault?.ocspResponse;
    if (stapled) this.#server.on('OCSPRequest', (_certificate, _issuer, done) => done(null, stapled));
  }

  /** Shakes hands over a connection that holds its first bytes. */
  take(raw: Socket): void {
    const { store, fault } = this.#options;
    if (fault?.inTurn) {
      this.#turn = (this.#turn + 1) % store.all.length;
      this.serveFirst(store.all[this.#turn] as Credential);
    }
    this.#server.emit('connection', fault?.wire?.(raw) ?? raw);
  }

  /** Serves this pair from now on to whoever asks for no name. */
  serveFirst({ pem }: Credential): void {
    this.#server.setSecureContext({ ...clientAuthorities(this.#options.clients), ...pem });
  }
}

/** Whose client certificates are taken, as options of TLS. */
export function clientAuthorities(clients: ClientCertificatePolicy | undefined): { ca?: string[] } {
  return clients ? { ca: [...clients.ca] } : {};
}

/** The options of TLS with which a fault replaces healthy ones. */
function faultyTls({ tls, credentials, inTurn }: FaultBehaviour): TlsOptions {
  const own = inTurn ? { SNICallback: undefined } : {};
  const none = credentials?.length === 0 ? { SNICallback: undefined, key: undefined, cert: undefined } : {};
  return { ...own, ...none, ...tls } as TlsOptions;
}
