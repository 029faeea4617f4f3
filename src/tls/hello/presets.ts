import { SSL3, TLS10, TLS12, TLS13 } from '../tables/versions.ts';
import { COMMON, WIDEST } from './offers.ts';
import type { ClientHelloSpec } from './spec.ts';

/** What every preset can carry besides its purpose. */
export interface HelloNaming {
  serverName?: string | undefined;
  alpn?: readonly string[] | undefined;
}

/** Private use (RFC 8447, section 7): no server can choose it. */
const NOBODYS_CIPHER_SUITE = 0xfffe;

/** The largest `small` hello, in bytes on the wire; only a very long name or ALPN list makes it longer. */
export const SMALL_HELLO_MAX = 400;

/** Beyond one segment of 1,460 bytes: must cross the network in two, as the hello of a client with ML-KEM does. */
export const PADDED_HELLO_SIZE = 1700;

/** TLS 1.2 and 1.3 as current clients offer them, in at most 400 bytes: fits any path, and any single read. */
export function smallHello(naming: HelloNaming = {}): ClientHelloSpec {
  return {
    ...naming,
    legacyVersion: TLS12,
    supportedVersions: [TLS13, TLS12],
    cipherSuites: [...COMMON.tls13Suites, ...COMMON.tls12Suites, ...COMMON.cbcSuites],
    groups: COMMON.groups,
    keyShares: COMMON.keyShares,
    signatureSchemes: COMMON.signatureSchemes,
  };
}

/** The small hello, padded to `size` bytes on the wire. */
export function paddedHello(naming: HelloNaming = {}, size = PADDED_HELLO_SIZE): ClientHelloSpec {
  return { ...smallHello(naming), padTo: size };
}

/**
 * Offers one cipher suite that nobody has: whoever speaks TLS answers with an alert record of 7 bytes (RFC 5246,
 * section 7.4.1.3: handshake_failure), which passes where full flights are lost.
 */
export function tinyReplyHello(naming: HelloNaming = {}): ClientHelloSpec {
  return {
    ...naming,
    legacyVersion: TLS12,
    cipherSuites: [NOBODYS_CIPHER_SUITE],
    groups: COMMON.groups,
    signatureSchemes: COMMON.signatureSchemes,
  };
}

/** Offers exactly one protocol version, with all that a server of its time may need. */
export function versionHello(version: number, naming: HelloNaming = {}): ClientHelloSpec {
  if (version >= TLS13) {
    return { ...smallHello(naming), supportedVersions: [TLS13], cipherSuites: COMMON.tls13Suites };
  }
  const old = [...COMMON.cbcSuites, ...COMMON.ancientSuites];
  const spec = { legacyVersion: version, recordVersion: Math.min(version, TLS10) };
  if (version === SSL3) return { ...spec, cipherSuites: old };
  const cipherSuites = version >= TLS12 ? [...COMMON.tls12Suites, ...old] : old;
  const signatureSchemes = version >= TLS12 ? COMMON.signatureSchemes : [];
  return { ...naming, ...spec, cipherSuites, groups: COMMON.groups, signatureSchemes };
}

/** Offers everything that is registered and that a server with a certificate could choose. */
export function widestHello(naming: HelloNaming = {}): ClientHelloSpec {
  return {
    ...naming,
    legacyVersion: TLS12,
    supportedVersions: WIDEST.versions,
    cipherSuites: WIDEST.suites,
    groups: WIDEST.groups,
    keyShares: COMMON.keyShares,
    signatureSchemes: WIDEST.signatureSchemes,
  };
}
