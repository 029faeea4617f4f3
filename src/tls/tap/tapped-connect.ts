import { isIP } from 'node:net';
import type tls from 'node:tls';
import { type ConnectionObservation, RawConnection, type RawConnectionOptions } from '../connection/raw-connection.ts';
import { type WireHandshake, WireReader } from '../decrypt/wire-handshake.ts';
import { runStarttls, type StarttlsObservation, type StarttlsOptions } from '../starttls/run.ts';
import { connectTls } from '../tls-connect.ts';
import { type Authorization, authorizationOf, UNKNOWN_AUTHORIZATION } from './authorization.ts';
import { Tap } from './tap.ts';
import { type TlsFault, tlsFault } from './tls-fault.ts';

/** What of Node's own options may be set; how the connection is made and judged is decided here. */
export type TlsClientOptions = Pick<
  tls.ConnectionOptions,
  | 'ALPNProtocols'
  | 'ca'
  | 'cert'
  | 'ciphers'
  | 'crl'
  | 'ecdhCurve'
  | 'key'
  | 'maxVersion'
  | 'minVersion'
  | 'passphrase'
  | 'pfx'
  | 'requestOCSP'
  | 'secureContext'
  | 'sigalgs'
>;

export interface TappedTlsOptions extends RawConnectionOptions {
  /** Name for SNI; an IP address or nothing sends none. */
  serverName?: string | undefined;
  /** Host that the certificate should be for; by default `serverName`, or else the address. */
  identity?: string | undefined;
  tls?: TlsClientOptions | undefined;
  /** What has to be said in the clear before TLS begins. */
  starttls?: StarttlsOptions | undefined;
}

/** A handshake of Node's own TLS stack and what was on the wire meanwhile. Plain data; holds no key material. */
export interface TlsObservation extends ConnectionObservation {
  /** The handshake was completed on our side; a TLS 1.3 server may still say no (RFC 8446, section 4.4.2.4). */
  secure: boolean;
  /** How long the handshake took, without TCP and preamble, in milliseconds. */
  handshakeMs?: number | undefined;
  authorization: Authorization;
  /** The error of the TLS stack, before or after the handshake was completed. */
  tlsFault?: TlsFault | undefined;
  /** Whether an own session of before was resumed: then no certificates were sent. */
  resumed: boolean;
  wire: WireHandshake;
  starttls?: StarttlsObservation | undefined;
}

/** What `linger` waits for besides the time: nothing, or proof that the server went on after our Finished. */
export interface LingerOptions {
  ms: number;
  /** Stop at the first session ticket or application data: the server has accepted our side of the handshake. */
  untilAccepted?: boolean | undefined;
}

const NOTHING = Buffer.alloc(0);

/**
 * Connects with Node's own TLS stack, as applications do, over a tap, and resolves when the handshake is completed or
 * has failed. Certificates are verified and the outcome is told, but it never ends the connection. Never rejects.
 */
export async function tappedTlsConnect(options: TappedTlsOptions): Promise<TappedConnection> {
  const connection = new TappedConnection(options);
  await connection.establish();
  return connection;
}

/** A TLS connection under observation. Whoever opened it closes it. */
export class TappedConnection {
  private readonly options: TappedTlsOptions;
  private readonly connection: RawConnection;
  private tap: Tap | undefined;
  private tlsSocket: tls.TLSSocket | undefined;
  private readonly keyLog: string[] = [];
  private handshakeMs: number | undefined;
  private authorization = UNKNOWN_AUTHORIZATION;
  private resumed = false;
  private fault: TlsFault | undefined;
  private starttls: StarttlsObservation | undefined;
  private readonly reader = new WireReader();
  private read: { readonly state: string; readonly wire: WireHandshake } | undefined;

  constructor(options: TappedTlsOptions) {
    this.options = options;
    this.connection = new RawConnection(options);
  }

  /** The live socket, to go on with in the application protocol; undefined unless the handshake was completed. */
  get socket(): tls.TLSSocket | undefined {
    return this.handshakeMs === undefined ? undefined : this.tlsSocket;
  }

  /** Bytes that have come in by now, below TLS. */
  get bytesIn(): number {
    return this.connection.incoming.total;
  }

  /** Makes the connection. Called by `tappedTlsConnect`, once. */
  async establish(): Promise<void> {
    if (!(await this.connection.connected)) return;
    const first = await this.prepare();
    if (!first) return;
    await this.handshake(first);
    if (this.socket) this.connection.keepOpen();
    else this.close();
  }

  /**
   * Waits for late news without reading application data: alerts and resets that come after the handshake was
   * completed on our side. Resolves early when the connection ends, and with `untilAccepted` when it is sure to stand.
   */
  async linger({ ms, untilAccepted = false }: LingerOptions): Promise<TlsObservation> {
    const { tap, tlsSocket } = this;
    if (tap && tlsSocket && this.connection.end === 'open' && !this.fault) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        const stop = (): void => {
          clearTimeout(timer);
          resolve();
        };
        const look = (): void => {
          // Beyond what the tap keeps there is nothing new to be read.
          if (tap.incoming.overflowed) return;
          const { tickets, applicationBytes, alerts } = this.wire();
          if (alerts.some(({ from }) => from === 'server')) setImmediate(stop);
          else if (untilAccepted && (tickets.length > 0 || applicationBytes > 0)) stop();
        };
        tap.onIncoming = look;
        tlsSocket.once('error', stop).once('close', stop);
        void this.connection.ended.then(() => setImmediate(stop));
        look();
      });
      tap.onIncoming = () => {};
    }
    return this.observe();
  }

  /** What is known by now. */
  observe(): TlsObservation {
    return {
      ...this.connection.observe(),
      secure: this.handshakeMs !== undefined,
      handshakeMs: this.handshakeMs,
      authorization: this.authorization,
      tlsFault: this.fault,
      resumed: this.resumed,
      wire: this.wire(),
      starttls: this.starttls,
    };
  }

  /** Ends the connection without ceremony. */
  close(): void {
    this.connection.finish();
    this.tlsSocket?.destroy();
  }

  /** What was on the wire; only what is new since the last time is opened. */
  private wire(): WireHandshake {
    const { tap, keyLog } = this;
    const incoming = tap?.incoming.view() ?? NOTHING;
    const outgoing = tap?.outgoing.view() ?? NOTHING;
    const state = `${incoming.length} ${outgoing.length} ${keyLog.length}`;
    if (this.read?.state !== state) this.read = { state, wire: this.reader.read({ incoming, outgoing, keyLog }) };
    return this.read.wire;
  }

  private async prepare(): Promise<Buffer | undefined> {
    if (!this.options.starttls) return NOTHING;
    const { observation, rest } = await runStarttls(this.connection, this.options.starttls);
    this.starttls = observation;
    if (observation.outcome.kind === 'ready') return rest;
    this.close();
    return undefined;
  }

  private async handshake(first: Buffer): Promise<void> {
    const { serverName, identity = serverName ?? this.options.address, tls: extra } = this.options;
    const begun = this.connection.elapsed();
    this.tap = new Tap(this.connection, first);
    let socket: tls.TLSSocket;
    try {
      // Whether it is for the host is asked below, whatever becomes of the chain.
      const own = { socket: this.tap, rejectUnauthorized: false, checkServerIdentity: () => undefined };
      const options: tls.ConnectionOptions = { ...extra, ...own };
      if (serverName && isIP(serverName) === 0) options.servername = serverName.replace(/\.$/, '');
      socket = connectTls(options);
    } catch (error) {
      this.fault = tlsFault(error as Error);
      return;
    }
    this.tlsSocket = socket;
    void this.connection.ended.then((end) => {
      // What came before the end is still on its way through the TLS stack, which may have a better reason to give.
      if (end !== 'fin') setImmediate(() => socket.destroy());
    });
    socket.on('keylog', (line: Buffer) => this.keyLog.push(line.toString('latin1')));
    await new Promise<void>((resolve) => {
      socket.on('error', (error) => {
        this.fault ??= tlsFault(error);
        resolve();
      });
      socket.once('close', () => resolve());
      socket.once('secureConnect', () => {
        this.handshakeMs = this.connection.elapsed() - begun;
        this.authorization = authorizationOf(socket, identity);
        this.resumed = socket.isSessionReused();
        resolve();
      });
    });
  }
}
