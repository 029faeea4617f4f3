import type { HelloDescription } from '../../tls/hello/describe.ts';
import type { Failure, Observed } from './entry.ts';

/** Two connections of our own in a room of our own: what one says, does the other hear? */
export interface ChatExchange {
  /** What the server calls itself, `llave/1.2.3`. */
  readonly server: string;
  readonly room: string;
  readonly received: boolean;
  /** From saying to hearing, in milliseconds; the time that was waited where nothing was heard. */
  readonly roundTripMs: number;
  /** SHA-256 fingerprint of the certificate that the second connection got. */
  readonly secondLeaf: string;
  /** What is spoken on the second connection, on which ALPN offered `llave-chat/1`. */
  readonly secondDialect?: 'line' | 'llave-chat/1';
}

/** The exchange did not come to the point where one speaks and the other listens. */
export interface ChatFailure extends Failure {
  /** How far it got; in `handshake-second` TCP stood, and TLS did not come about. */
  readonly step: 'enter-first' | 'connect-second' | 'handshake-second' | 'enter-second' | 'join';
  /** For `handshake-second`: whether the second connection was served as soon as the first one had gone. */
  readonly servedLater?: boolean;
}

/** A ClientHello at one end of a connection: its identity, and what it asks for as far as it could be read. */
export interface HelloSeen extends Partial<HelloDescription> {
  /** Of the handshake message, header included. */
  readonly bytes: number;
  /** Of the same bytes, lower-case hexadecimal. */
  readonly sha256: string;
}

/** A certificate at one end of a connection. */
export interface CertificateSeen {
  /** Lower-case hexadecimal, without colons. */
  readonly fingerprint256: string;
  readonly issuer: string;
}

/** What either end saw of one connection. */
export interface ChatStatus {
  /** Ours: the ClientHello as it was sent, and the certificate that came; absent where it could not be read. */
  readonly here: { readonly hello?: HelloSeen; readonly certificate?: CertificateSeen };
  /** The server's: the ClientHello as it came in, and the certificate that it serves. */
  readonly there: { readonly hello?: HelloSeen; readonly certificate?: CertificateSeen };
  /** Which process of a server it was; empty where it does not say. */
  readonly instance: string;
  /** Clients that spoke no TLS to it; told to its own machine alone. */
  readonly plaintextClients?: number;
  /** Our address as the server sees it. */
  readonly remoteAddress: string;
  readonly clock: {
    /** What the server's clock showed, ISO 8601. */
    readonly date: string;
    /** Seconds that it is ahead of ours, taken for the middle of the round trip. */
    readonly aheadSeconds: number;
    /** Half the round trip: the most that the figure can be wrong by, in seconds. */
    readonly uncertainSeconds: number;
  };
}

/** A body of so many bytes that went one way, with a short answer or question the other way. */
export interface ChatEcho {
  readonly bytes: number;
  readonly ms: number;
}

/** It did not arrive, or its answer did not. */
export interface EchoFailure extends Failure {
  readonly bytes: number;
  /** Bytes of ours that the peer's kernel did not acknowledge, none of them for half a second; absent where nobody can tell. */
  readonly unacked?: number;
  /** Bytes that still came in on this connection while that was watched: a slow path is no hole. */
  readonly arrived: number;
  /** Whether a short question on the other connection was answered at that time. */
  readonly shortAnswered: boolean;
}

/** Another address of the target, entered while we are in the room through the first one. */
export interface ChatPeer {
  readonly address: string;
  /** Whether what was said through the first address was heard there. */
  readonly heard: boolean;
  /** Which process of a server it was; empty where it does not say. */
  readonly instance: string;
}

export interface ChatEvidence {
  'chat.exchange': Observed<ChatExchange, ChatFailure>;
}

export interface ChatFamilies {
  /** What the server says of a connection of ours: `@first`, the one that was looked at, or `@second`, with ALPN. */
  'chat.status': Observed<ChatStatus>;
  /** A body `@up` to the server or `@down` from it. */
  'chat.echo': Observed<ChatEcho, EchoFailure>;
  /** One for each further address of the target, `@address`. */
  'chat.peer': Observed<ChatPeer>;
}
