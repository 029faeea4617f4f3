import type { ConnectionEnd } from '../../tls/connection/raw-connection.ts';
import type { WireHandshake } from '../../tls/decrypt/wire-handshake.ts';
import type { StarttlsProtocol } from '../../tls/starttls/protocols.ts';
import type { CertificateFacts } from '../facts/certificate.ts';
import type { Failure, Observed } from './entry.ts';
import type { TcpFailure } from './tcp.ts';

/** What came over a raw connection, apart from what a TLS stack made of it. */
export interface RawTraffic {
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** The first bytes that the peer sent, hexadecimal, 64 at most. */
  readonly firstBytes: string;
  /** `fin`, `rst`, `timeout`, `error`; `open` while it stands, `done` where we had seen enough. */
  readonly end: ConnectionEnd | 'open';
}

/** A TLS alert (RFC 8446 section 6), who sent it, and when. */
export interface TlsAlert {
  readonly number: number;
  readonly by: 'peer' | 'us';
  readonly phase: 'before-server-hello' | 'handshake' | 'after-finished';
}

/** A TLS session that was established and did not fall apart while we lingered. */
export interface TlsSession extends RawTraffic {
  readonly address: string;
  readonly protocol: string;
  readonly cipher: string;
  readonly alpn: string | null;
  readonly servername: string | null;
  readonly handshakeMs: number;
  /** Of these, how long this process did not get to run, or was busy itself; absent in older records. */
  readonly lateMs?: number;
  /** The certificates in the order sent. */
  readonly chain: readonly CertificateFacts[];
  /** What OpenSSL made of the chain: `OK`, or the name of its X509_V_ERR code. The host name is not part of it. */
  readonly authorization: string;
  /** Whether the leaf is for the server name, by its subjectAltName alone (RFC 9525). */
  readonly nameMatches: boolean;
  /** The first application bytes that arrived while we lingered, as text. */
  readonly greeting: string;
  /** The server ended the session while we lingered, and had said nothing. */
  readonly hungUp?: boolean;
  /** The handshake as it was on the wire. */
  readonly wire: WireHandshake;
}

/** A TLS session that did not come about. */
export interface TlsFailure extends Failure {
  /** ALERT, NOT_TLS, FIN, RST, TIMEOUT, or TLS_ERROR for what OpenSSL alone objected to. */
  readonly code: string;
  readonly address: string;
  /** Whether the peer had sent a ServerHello, or even the whole handshake was done. */
  readonly phase: 'before-server-hello' | 'handshake' | 'after-finished';
  /** The peer's alert, if it sent one. */
  readonly alert?: TlsAlert;
  readonly raw: RawTraffic;
  /** The protocol in which TLS was to begin, and how its server refused; the refusal is its own words. */
  readonly starttls?: { readonly protocol: StarttlsProtocol; readonly outcome: string; readonly reply: string };
  /** OpenSSL's code, for the curious: it differs from version to version. */
  readonly opensslCode?: string;
  /** What the peer sent, as text, if it was no TLS. */
  readonly firstText?: string;
  /** The authorities that the server named when it asked for a client certificate, as RFC 4514 names. */
  readonly issuers?: readonly string[];
  readonly wire: WireHandshake;
}

/** What a plain text exchange brought back. */
export interface PlainReply extends RawTraffic {
  readonly text: string;
}

/** What came back to a hello that we built byte by byte. */
export interface HelloReply extends RawTraffic {
  readonly speaks: 'nothing' | 'tls' | 'other';
  /** The version of the ServerHello, as a number (0x0303 is TLS 1.2); null if there was none. */
  readonly version: number | null;
  /** The number of the first alert; null if there was none. */
  readonly alert: number | null;
  /** What the server chose, by their registered names. */
  readonly cipher?: string;
  readonly group?: string;
  readonly alpn?: string;
  /** The extensions of its ServerHello. */
  readonly extensions?: readonly number[];
  /** Our own hello came back. */
  readonly echoed?: boolean;
  /** Bytes of ours that the peer's kernel had not acknowledged shortly before we gave up; only where silence was the answer. */
  readonly unacked?: number;
}

/**
 * Hellos that differ in one thing each. `cipher`, `group`, `signature` and `widest` start from the hello that was
 * refused; the others from a small one.
 */
export type HelloVariant =
  | 'small'
  | 'padded'
  | 'tiny-padded'
  | 'split'
  | 'no-sni'
  | 'other-sni'
  | 'no-alpn'
  | 'common-alpn'
  | 'ml-kem'
  | 'proxied'
  | 'proxied-v2'
  | 'cipher'
  | 'group'
  | 'signature'
  | 'widest';

/** Whom a server presents itself as to a client that names somebody else, or nobody. */
export interface SniAnswer {
  /** The name that was asked for; null for none. */
  readonly asked: string | null;
  /** The names of the certificate that came, ten at most. */
  readonly names: readonly string[];
  readonly fingerprint256: string;
  /** Whether the certificate is for the name that was asked for. */
  readonly covers: boolean;
}

/** A short look at what answers behind a port: is it TLS, and for whom? */
export interface Glance {
  readonly address: string;
  readonly port: number;
  readonly connectMs: number;
  /** Whether TLS records came back. */
  readonly tls: boolean;
  /** Whether its certificate is for the name that was asked for. */
  readonly covers: boolean;
  /** The names of its certificate, ten at most. */
  readonly names: readonly string[];
}

/** What a server made of the beginning of a protocol that changes to TLS on its way. */
export interface StarttlsReply {
  /** `ready` and the like: what its words came to. */
  readonly outcome: string;
  readonly reply: string;
  /** Whether a TLS hello was answered after it. */
  readonly tls: boolean;
}

export interface TlsEvidence {
  'tls.handshake': Observed<TlsSession, TlsFailure>;
  /** A second session with another offer of application protocols: which one was chosen, and whether the server hung up on it, too. */
  'tls.parting': Observed<{
    readonly offered: readonly string[];
    readonly alpn: string | null;
    readonly hungUp: boolean;
  }>;
  /** A hello that any TLS stack must answer with an alert of seven bytes. */
  'tls.tiny': Observed<HelloReply>;
  /** The header of a record of which no more comes. */
  'tls.header': Observed<HelloReply>;
  /** What the peer says to a client that says nothing. */
  'peer.greeting': Observed<PlainReply>;
  /** What the peer says to a plain HTTP request. */
  'peer.http': Observed<PlainReply>;
}

export interface TlsFamilies {
  /** The beginning of a protocol with STARTTLS, `@smtp`. */
  'peer.starttls': Observed<StarttlsReply>;
  /** A hello that offers one version only, `@TLSv1.1`. */
  'tls.version': Observed<HelloReply>;
  /** Ports of the same host on which TLS is usual, `@port`. */
  'tls.neighbour': Observed<Glance, TcpFailure>;
  /** A hello that differs in one thing, `@split`. */
  'tls.hello': Observed<HelloReply>;
  /** A handshake under another name, `@none` or `@NAME`. */
  'tls.sni': Observed<SniAnswer>;
}
