import type { ClientHello } from '../messages/client-hello.ts';
import { CIPHER_SUITES } from '../tables/cipher-suites.ts';
import { NAMED_GROUPS } from '../tables/named-groups.ts';
import { SIGNATURE_SCHEMES } from '../tables/signature-schemes.ts';
import { VERSIONS } from '../tables/versions.ts';

/** What a ClientHello asks for, in the names of the IANA registries, each list in the order sent. */
export interface HelloDescription {
  readonly servername: string | null;
  readonly alpn: readonly string[];
  readonly versions: readonly string[];
  readonly ciphers: readonly string[];
  readonly groups: readonly string[];
  readonly keyShares: readonly string[];
  readonly signatureSchemes: readonly string[];
}

/** A ClientHello in words: what two ends compare to say which part of it was changed. */
export function describeHello(hello: ClientHello): HelloDescription {
  const versions = hello.supportedVersions.length > 0 ? hello.supportedVersions : [hello.legacyVersion];
  return {
    servername: hello.serverName ?? null,
    alpn: hello.alpn,
    versions: versions.map(VERSIONS.nameOf),
    ciphers: hello.cipherSuites.map(CIPHER_SUITES.nameOf),
    groups: hello.groups.map(NAMED_GROUPS.nameOf),
    keyShares: hello.keyShares.map(NAMED_GROUPS.nameOf),
    signatureSchemes: hello.signatureSchemes.map(SIGNATURE_SCHEMES.nameOf),
  };
}
