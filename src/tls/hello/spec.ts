import type { ClientHello } from '../messages/client-hello.ts';

/** What a ClientHello is to say. Lists are in the order of preference; an empty list leaves its extension out. */
export interface ClientHelloSpec {
  /** legacy_version: 0x0303 for TLS 1.2 and 1.3. With 0x0300 (SSL 3) there are no extensions at all. */
  legacyVersion: number;
  /** Version of the record around it; by default TLS 1.0, or SSL 3 if that is all there is (RFC 8446, appendix D). */
  recordVersion?: number | undefined;
  cipherSuites: readonly number[];
  supportedVersions?: readonly number[] | undefined;
  groups?: readonly number[] | undefined;
  /** Groups to send a share of. Sent, even if empty, when `supportedVersions` has TLS 1.3. */
  keyShares?: readonly number[] | undefined;
  signatureSchemes?: readonly number[] | undefined;
  /** The name for server_name; an IP address is left out (RFC 6066, section 3). */
  serverName?: string | undefined;
  alpn?: readonly string[] | undefined;
  /** Asks for a stapled OCSP response. */
  statusRequest?: boolean | undefined;
  /** Asks for Certificate Transparency timestamps (RFC 6962, section 3.3.1). */
  timestamps?: boolean | undefined;
  /** Pads to at least this many bytes on the wire, record header included (RFC 7685). */
  padTo?: number | undefined;
}

/** The same offer as a hello that was seen: what a failing client's hello is widened from, one axis at a time. */
export function specOf(hello: ClientHello): ClientHelloSpec {
  return {
    legacyVersion: hello.legacyVersion,
    cipherSuites: hello.cipherSuites,
    supportedVersions: hello.supportedVersions,
    groups: hello.groups,
    keyShares: hello.keyShares,
    signatureSchemes: hello.signatureSchemes,
    serverName: hello.serverName,
    alpn: hello.alpn,
  };
}
