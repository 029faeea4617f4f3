import { describeCipherSuite } from '../tables/cipher-suite-parts.ts';
import { CIPHER_SUITES } from '../tables/cipher-suites.ts';
import { NAMED_GROUPS } from '../tables/named-groups.ts';
import { SIGNATURE_SCHEMES } from '../tables/signature-schemes.ts';
import { SSL3, VERSIONS } from '../tables/versions.ts';

const suite = CIPHER_SUITES.idOf;
const group = NAMED_GROUPS.idOf;
const scheme = SIGNATURE_SCHEMES.idOf;

/** What current clients offer, short: all of it fits into a hello of 400 bytes. */
export const COMMON = {
  tls13Suites: [
    suite('TLS_AES_128_GCM_SHA256'),
    suite('TLS_AES_256_GCM_SHA384'),
    suite('TLS_CHACHA20_POLY1305_SHA256'),
  ],
  tls12Suites: [
    suite('TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'),
    suite('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'),
    suite('TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384'),
    suite('TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'),
    suite('TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256'),
    suite('TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256'),
    suite('TLS_DHE_RSA_WITH_AES_128_GCM_SHA256'),
    suite('TLS_DHE_RSA_WITH_AES_256_GCM_SHA384'),
  ],
  /** Also what servers from before TLS 1.2 know. */
  cbcSuites: [
    suite('TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA'),
    suite('TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA'),
    suite('TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA'),
    suite('TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA'),
    suite('TLS_DHE_RSA_WITH_AES_128_CBC_SHA'),
    suite('TLS_DHE_RSA_WITH_AES_256_CBC_SHA'),
    suite('TLS_RSA_WITH_AES_128_GCM_SHA256'),
    suite('TLS_RSA_WITH_AES_128_CBC_SHA'),
    suite('TLS_RSA_WITH_AES_256_CBC_SHA'),
  ],
  ancientSuites: [
    suite('TLS_RSA_WITH_3DES_EDE_CBC_SHA'),
    suite('TLS_RSA_WITH_RC4_128_SHA'),
    suite('TLS_RSA_WITH_RC4_128_MD5'),
    suite('TLS_DHE_DSS_WITH_AES_128_CBC_SHA'),
    suite('TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA'),
  ],
  groups: [group('x25519'), group('secp256r1'), group('x448'), group('secp384r1'), group('secp521r1')],
  keyShares: [group('x25519')],
  signatureSchemes: [
    scheme('ecdsa_secp256r1_sha256'),
    scheme('rsa_pss_rsae_sha256'),
    scheme('rsa_pkcs1_sha256'),
    scheme('ecdsa_secp384r1_sha384'),
    scheme('rsa_pss_rsae_sha384'),
    scheme('rsa_pkcs1_sha384'),
    scheme('ed25519'),
    scheme('ecdsa_secp521r1_sha512'),
    scheme('rsa_pss_rsae_sha512'),
    scheme('rsa_pkcs1_sha512'),
    scheme('ed448'),
    scheme('rsa_pss_pss_sha256'),
    scheme('rsa_pss_pss_sha384'),
    scheme('rsa_pss_pss_sha512'),
    scheme('rsa_pkcs1_sha1'),
    scheme('ecdsa_sha1'),
  ],
} as const;

function withRest(first: readonly number[], all: readonly number[]): number[] {
  return [...new Set([...first, ...all])];
}

/** Whether a server with a certificate could choose the suite: no anonymous, PSK, SRP or Kerberos ones, no signals. */
function needsOnlyCertificate(id: number): boolean {
  return id !== 0 && !['none', 'PSK', 'other'].includes(describeCipherSuite(id).authentication);
}

/** Everything that is registered and that a server with a certificate could choose, what is common first. */
export const WIDEST = {
  suites: withRest(
    [...COMMON.tls13Suites, ...COMMON.tls12Suites, ...COMMON.cbcSuites],
    CIPHER_SUITES.ids.filter(needsOnlyCertificate),
  ),
  groups: withRest(
    COMMON.groups,
    NAMED_GROUPS.ids.filter((id) => id < 0xff00),
  ),
  signatureSchemes: withRest(COMMON.signatureSchemes, SIGNATURE_SCHEMES.ids),
  versions: VERSIONS.ids.filter((id) => id > SSL3).reverse(),
} as const;
