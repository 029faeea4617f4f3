import { createHash } from 'node:crypto';
import { ByteReader } from '../bytes/reader.ts';
import { EXTENSION } from '../tables/extension-types.ts';
import { readProtocolNames } from './alpn.ts';
import { type Extensions, readExtensions } from './extensions.ts';

/** A ClientHello as it was received or sent. Plain data: what two ends compare to see whether it was changed. */
export interface ClientHello {
  /** Bytes of the handshake message, header included; records around it may be cut anew on the way. */
  size: number;
  /** SHA-256 of the same bytes, lower-case hexadecimal. */
  sha256: string;
  legacyVersion: number;
  random: string;
  sessionId: string;
  cipherSuites: number[];
  compressionMethods: number[];
  /** Extension types in the order sent. */
  extensions: number[];
  /** The host_name of server_name (RFC 6066, section 3), as Latin-1. */
  serverName?: string | undefined;
  alpn: string[];
  /** supported_versions; empty before TLS 1.3. */
  supportedVersions: number[];
  groups: number[];
  /** Groups that key_share holds a share of. */
  keyShares: number[];
  signatureSchemes: number[];
  /** Bytes of the padding extension (RFC 7685), header excluded. */
  padding?: number | undefined;
}

/**
 * Reads a ClientHello message, header included (RFC 8446, section 4.1.2; RFC 5246, section 7.4.1.2). Throws
 * `DecodeError`.
 */
export function readClientHello(raw: Buffer): ClientHello {
  const reader = new ByteReader(raw.subarray(4));
  const legacyVersion = reader.uint(2, 'legacy_version');
  const random = reader.bytes(32, 'random').toString('hex');
  const sessionId = reader.vector(1, 'legacy_session_id').rest().toString('hex');
  const cipherSuites = reader.uint16List(2, 'cipher_suites');
  const compressionMethods = [...reader.vector(1, 'legacy_compression_methods').rest()];
  const extensions = readExtensions(reader);
  reader.end('extensions');
  const alpn = extensions.get(EXTENSION.alpn);
  return {
    size: raw.length,
    sha256: createHash('sha256').update(raw).digest('hex'),
    legacyVersion,
    random,
    sessionId,
    cipherSuites,
    compressionMethods,
    extensions: [...extensions.keys()],
    serverName: hostName(extensions),
    alpn: alpn ? readProtocolNames(alpn) : [],
    supportedVersions: list(extensions, EXTENSION.supportedVersions, 1, 'versions'),
    groups: list(extensions, EXTENSION.supportedGroups, 2, 'named_group_list'),
    keyShares: shareGroups(extensions),
    signatureSchemes: list(extensions, EXTENSION.signatureAlgorithms, 2, 'supported_signature_algorithms'),
    padding: extensions.get(EXTENSION.padding)?.length,
  };
}

function list(extensions: Extensions, type: number, width: 1 | 2, field: string): number[] {
  const data = extensions.get(type);
  return data ? new ByteReader(data).uint16List(width, field) : [];
}

function hostName(extensions: Extensions): string | undefined {
  const data = extensions.get(EXTENSION.serverName);
  if (!data || data.length === 0) return undefined;
  const names = new ByteReader(data).vector(2, 'server_name_list');
  while (names.remaining > 0) {
    const type = names.uint(1, 'name_type');
    const name = names.vector(2, 'HostName').rest();
    if (type === 0) return name.toString('latin1');
  }
  return undefined;
}

function shareGroups(extensions: Extensions): number[] {
  const data = extensions.get(EXTENSION.keyShare);
  if (!data) return [];
  const shares = new ByteReader(data).vector(2, 'client_shares');
  const groups: number[] = [];
  while (shares.remaining > 0) {
    groups.push(shares.uint(2, 'group'));
    shares.vector(2, 'key_exchange');
  }
  return groups;
}
