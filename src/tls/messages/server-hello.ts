import { ByteReader } from '../bytes/reader.ts';
import { EXTENSION } from '../tables/extension-types.ts';
import { TLS13 } from '../tables/versions.ts';
import { readProtocolNames } from './alpn.ts';
import { type Extensions, readExtensions } from './extensions.ts';

/** SHA-256 of "HelloRetryRequest": the random that makes a ServerHello one (RFC 8446, section 4.1.3). */
const RETRY_RANDOM = 'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c';

/** What a server that could do more writes at the end of its random (RFC 8446, section 4.1.3). */
const DOWNGRADE_SENTINELS: ReadonlyMap<string, 'TLSv1.2' | 'TLSv1.1'> = new Map([
  ['444f574e47524401', 'TLSv1.2'],
  ['444f574e47524400', 'TLSv1.1'],
]);

/** ServerHello or HelloRetryRequest. Plain data: bytes are lower-case hexadecimal. */
export interface ServerHello {
  helloRetryRequest: boolean;
  legacyVersion: number;
  /** The version that was chosen: supported_versions where it is there, legacy_version elsewhere. */
  version: number;
  random: string;
  sessionId: string;
  cipherSuite: number;
  /** Extension types in the order sent. */
  extensions: number[];
  /** The group of key_share: the server's own, or the one that a HelloRetryRequest asks for. */
  group?: number | undefined;
  /** The protocol chosen (up to TLS 1.2; later it is in EncryptedExtensions). */
  alpn?: string | undefined;
  /** The server says that it could do more, and something between us and it made it do less. */
  downgrade?: 'TLSv1.2' | 'TLSv1.1' | undefined;
  /** The server resumes a session by the pre-shared key of ours that it chose (TLS 1.3). */
  preSharedKey: boolean;
}

/** Reads the body of a ServerHello (RFC 8446, section 4.1.3; RFC 5246, section 7.4.1.3). Throws `DecodeError`. */
export function readServerHello(body: Buffer): ServerHello {
  const reader = new ByteReader(body);
  const legacyVersion = reader.uint(2, 'legacy_version');
  const random = reader.bytes(32, 'random').toString('hex');
  const sessionId = reader.vector(1, 'legacy_session_id_echo').rest().toString('hex');
  const cipherSuite = reader.uint(2, 'cipher_suite');
  reader.uint(1, 'legacy_compression_method');
  const extensions = readExtensions(reader);
  reader.end('extensions');
  const version = selectedVersion(extensions) ?? legacyVersion;
  return {
    helloRetryRequest: random === RETRY_RANDOM,
    legacyVersion,
    version,
    random,
    sessionId,
    cipherSuite,
    extensions: [...extensions.keys()],
    group: keyShareGroup(extensions),
    alpn: chosenProtocol(extensions),
    downgrade: version < TLS13 ? DOWNGRADE_SENTINELS.get(random.slice(48)) : undefined,
    preSharedKey: extensions.has(EXTENSION.preSharedKey),
  };
}

/** The protocol that a server chose (RFC 7301, section 3.1: its list holds exactly one name). */
export function chosenProtocol(extensions: Extensions): string | undefined {
  const data = extensions.get(EXTENSION.alpn);
  return data && readProtocolNames(data)[0];
}

function selectedVersion(extensions: Extensions): number | undefined {
  const data = extensions.get(EXTENSION.supportedVersions);
  return data && new ByteReader(data).uint(2, 'selected_version');
}

function keyShareGroup(extensions: Extensions): number | undefined {
  const data = extensions.get(EXTENSION.keyShare);
  return data && new ByteReader(data).uint(2, 'group');
}
