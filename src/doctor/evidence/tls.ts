import type { CertificateFacts } from '../facts/certificate.ts';
import type { Failure, Observed } from './entry.ts';

/** How a connection ended, as its raw socket saw it. */
export type End = 'open' | 'fin' | 'rst' | 'timeout';

/** What came over a raw connection, apart from what a TLS stack made of it. */
export interface RawExchange {
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** The first bytes that the peer sent, hexadecimal, 64 at most. */
  readonly firstBytes: string;
  readonly end: End;
}

/** A TLS alert (RFC 8446 section 6) and who sent it. */
export interface TlsAlert {
  readonly number: number;
  readonly by: 'peer' | 'us';
}

/** A TLS session that was established and did not fall apart while we lingered. */
export interface TlsSession extends RawExchange {
  readonly address: string;
  readonly protocol: string;
  readonly cipher: string;
  readonly alpn: string | null;
  readonly servername: string | null;
  readonly handshakeMs: number;
  /** The certificates, leaf first. */
  readonly chain: readonly CertificateFacts[];
  /** What OpenSSL made of the chain: `OK`, or the name of its X509_V_ERR code. The host name is not part of it. */
  readonly authorization: string;
  /** Whether the leaf is for the server name, by its subjectAltName alone (RFC 9525). */
  readonly nameMatches: boolean;
  /** The first application bytes that arrived while we lingered, as text with control characters removed. */
  readonly greeting: string;
}

/** A TLS session that did not come about. */
export interface TlsFailure extends Failure {
  /** ALERT, NOT_TLS, FIN, RST, TIMEOUT, or TLS_ERROR for what OpenSSL alone objected to. */
  readonly code: string;
  readonly address: string;
  /** Whether the peer had sent a ServerHello, or even the whole handshake was done. */
  readonly phase: 'before-server-hello' | 'after-server-hello' | 'after-handshake';
  readonly alert?: TlsAlert;
  readonly raw: RawExchange;
  /** OpenSSL's code, for the curious. */
  readonly opensslCode?: string;
  /** What the peer sent, as printable text, if it was no TLS. */
  readonly firstText?: string;
  readonly protocol?: string;
  /** Whether the server asked for a client certificate, where that could be seen. */
  readonly certificateRequested?: boolean;
  /** The authorities that it named for it. */
  readonly issuers?: readonly string[];
}

/** What a plain text exchange brought back. */
export interface PlainReply extends RawExchange {
  readonly text: string;
}

export interface TlsEvidence {
  'tls.handshake': Observed<TlsSession, TlsFailure>;
  /** What the peer says to a client that says nothing. */
  'peer.greeting': Observed<PlainReply>;
  /** What the peer says to a plain HTTP request. */
  'peer.http': Observed<PlainReply>;
}
