import { KEY_PURPOSES } from '../oids/key-purposes.ts';
import { matchesHost } from '../verify/names/dns-name.ts';
import * as is from './conditions.ts';
import { type AcceptanceProblem, type AcceptanceRule, CLIENTS, type ClientId, type Condition } from './types.ts';
import { partOfLabel, partsOfLabel } from './wildcards.ts';

type More = Pick<AcceptanceRule, 'from' | 'by' | 'publicOnly'>;

function rule(
  client: ClientId,
  problem: AcceptanceProblem,
  broken: Condition,
  source: string,
  more: More = {},
): AcceptanceRule {
  return { client, problem, broken, source, ...more };
}

const issued = (from: string): More => ({ from, by: 'issued' });
const used = (from: string): More => ({ from, by: 'used' });
const publicIssued = (from: string): More => ({ from, by: 'issued', publicOnly: true });

const NIST = ['P-256', 'P-384', 'P-521'];
const OPENSSL_KEYS = ['rsa', 'rsa-pss', ...NIST, 'ed25519', 'ed448'];
/** OpenSSL's purpose check knows serverAuth and the gated cryptography of old, but not anyExtendedKeyUsage. */
const OPENSSL_PURPOSES = [
  KEY_PURPOSES.serverAuth,
  KEY_PURPOSES.msServerGatedCrypto,
  KEY_PURPOSES.netscapeServerGatedCrypto,
];

const BR = 'CA/Browser Forum Baseline Requirements';
const APPLE = 'Apple: requirements for trusted certificates, support.apple.com/103769';
const JAVA = 'jdk.certpath.disabledAlgorithms in java.security';
const X509_VERIFY = 'openssl-verification-options(1)';
const LEVELS = 'SSL_CTX_set_security_level(3)';
const GNUTLS = 'GnuTLS manual, priority strings and certificate verification';
const W3C = 'W3C WebTransport, serverCertificateHashes';
const CHROME_ROOTS = 'Chrome Root Program Policy 1.8, 1.3.2';

/** Clients whose OpenSSL checks the certificate. */
const OPENSSL_CLIENTS: readonly ClientId[] = ['python', 'node', 'openssl-1', 'openssl-2', 'openssl-3', 'curl'];

/**
 * Every rule by which a client rejects a server's certificate from a root that it trusts. A row says who, what, where it is
 * written, and from which day it counts. To add one: a row here, and for a new problem its sentence in both catalogues.
 */
export const ACCEPTANCE_RULES: readonly AcceptanceRule[] = [
  // everyone looks at the clock, but for WebRTC, which pins a hash for the time of a call
  ...CLIENTS.filter((client) => client !== 'webrtc').flatMap((client) => [
    rule(client, 'expired', is.expired, 'RFC 5280 6.1.3 (a)(2)'),
    rule(client, 'not-yet-valid', is.notYetValid, 'RFC 5280 6.1.3 (a)(2)'),
  ]),

  // what a public authority may issue
  rule('public-ca', 'validity-too-long', is.longerThan(398), `${BR} 6.3.2`, publicIssued('2020-09-01')),
  rule('public-ca', 'validity-too-long', is.longerThan(200), `${BR} 6.3.2 (SC-081v3)`, publicIssued('2026-03-15')),
  rule('public-ca', 'validity-too-long', is.longerThan(100), `${BR} 6.3.2 (SC-081v3)`, publicIssued('2027-03-15')),
  rule('public-ca', 'validity-too-long', is.longerThan(47), `${BR} 6.3.2 (SC-081v3)`, publicIssued('2029-03-15')),
  rule('public-ca', 'san-missing', is.withoutSan, `${BR} 7.1.2.7.12`),
  rule('public-ca', 'name-mismatch', is.otherHost, 'RFC 9525 6'),
  rule('public-ca', 'eku-missing', is.withoutExtendedKeyUsage, `${BR} 7.1.2.7.10`),
  rule('public-ca', 'server-auth-missing', is.notForServers([KEY_PURPOSES.serverAuth]), `${BR} 7.1.2.7.10`),
  rule('public-ca', 'rsa-too-small', is.rsaBelow(2048), `${BR} 6.1.5`),
  rule('public-ca', 'key-type', is.keyOtherThan('rsa', ...NIST), `${BR} 7.1.3.1`),
  rule('public-ca', 'sha1-signature', is.sha1Signed, `${BR} 7.1.3.2`),
  rule('public-ca', 'ca-as-server', is.isAuthority, `${BR} 7.1.2.7.8`),

  // Apple: most of it binds private roots too
  rule('apple', 'validity-too-long', is.longerThan(825), APPLE, issued('2019-07-01')),
  rule('apple', 'validity-too-long', is.longerThan(398), 'Apple: support.apple.com/102028', publicIssued('2020-09-01')),
  rule('apple', 'validity-empty', is.emptyValidity, APPLE),
  rule('apple', 'san-missing', is.withoutSan, APPLE),
  rule('apple', 'name-mismatch', is.otherHost, 'RFC 9525 6'),
  rule('apple', 'eku-missing', is.withoutExtendedKeyUsage, APPLE, issued('2019-07-01')),
  rule('apple', 'server-auth-missing', is.notForServers([KEY_PURPOSES.serverAuth]), APPLE),
  rule('apple', 'rsa-too-small', is.rsaBelow(2048), APPLE),
  rule('apple', 'sha1-signature', is.sha1Signed, APPLE),
  rule('apple', 'key-type', is.keyOtherThan('rsa', 'P-256', 'P-384'), 'signature schemes that Safari offers'),

  rule('chrome', 'san-missing', is.withoutSan, 'Chrome 58: the common name is ignored', used('2017-04-19')),
  rule('chrome', 'name-mismatch', is.otherHost, 'RFC 9525 6'),
  rule('chrome', 'validity-too-long', is.longerThan(398), `${BR} 6.3.2`, publicIssued('2020-09-01')),
  rule('chrome', 'server-auth-missing', is.notForServers(), 'RFC 5280 4.2.1.12'),
  rule('chrome', 'client-auth-too', is.forClientsToo, CHROME_ROOTS, publicIssued('2027-03-15')),
  rule('chrome', 'key-usage', is.cannotSign, 'Chrome: ERR_SSL_KEY_USAGE_INCOMPATIBLE'),
  rule('chrome', 'rsa-too-small', is.rsaBelow(1024), 'Chrome: ERR_CERT_WEAK_KEY'),
  rule('chrome', 'sha1-signature', is.sha1Signed, 'Chrome 72: SHA-1 refused for local roots too', used('2019-01-29')),
  rule('chrome', 'key-type', is.keyOtherThan('rsa', 'P-256', 'P-384'), 'signature schemes that Chrome offers'),

  rule('firefox', 'san-missing', is.withoutSan, 'Firefox 101: the common name is ignored', used('2022-05-31')),
  rule('firefox', 'name-mismatch', is.otherHost, 'RFC 9525 6'),
  rule('firefox', 'server-auth-missing', is.notForServers([KEY_PURPOSES.serverAuth]), 'mozilla::pkix'),
  rule('firefox', 'key-usage', is.cannotSign, 'Firefox: SEC_ERROR_INADEQUATE_KEY_USAGE'),
  rule('firefox', 'ca-as-server', is.isAuthority, 'Firefox: MOZILLA_PKIX_ERROR_CA_CERT_USED_AS_END_ENTITY'),
  rule('firefox', 'rsa-too-small', is.rsaBelow(1024), 'Firefox: MOZILLA_PKIX_ERROR_INADEQUATE_KEY_SIZE'),
  rule('firefox', 'sha1-signature', is.sha1Signed, 'Firefox: SEC_ERROR_CERT_SIGNATURE_ALGORITHM_DISABLED'),
  rule('firefox', 'key-type', is.keyOtherThan('rsa', ...NIST), 'signature schemes that Firefox offers'),

  rule('java', 'san-missing-address', is.withoutSanForAddress, 'RFC 2818 3.1, as the JDK applies it'),
  rule('java', 'name-mismatch', is.otherHostThanCommonName(partsOfLabel), 'RFC 2818 3.1, as the JDK applies it'),
  rule('java', 'server-auth-missing', is.notForServers(), 'RFC 5280 4.2.1.12'),
  rule('java', 'key-usage', is.cannotSign, 'JDK: "KeyUsage does not allow digital signatures"'),
  rule('java', 'rsa-too-small', is.rsaBelow(1024), JAVA),
  rule('java', 'sha1-signature', is.sha1Signed, `${JAVA}: SHA1 jdkCA`, { publicOnly: true }),
  rule('java', 'key-type', is.keyOtherThan('rsa', 'rsa-pss', ...NIST, 'ed25519', 'ed448'), 'jdk.tls.namedGroups'),

  rule('go', 'san-missing', is.withoutSan, 'Go 1.15: the common name is ignored', used('2020-08-11')),
  rule('go', 'name-mismatch', is.otherHost, 'RFC 9525 6'),
  rule('go', 'server-auth-missing', is.notForServers(), 'RFC 5280 4.2.1.12'),
  rule('go', 'rsa-too-small', is.rsaBelow(1024), 'Go 1.24: GODEBUG rsa1024min', used('2025-02-11')),
  rule('go', 'rsa-too-large', is.rsaAbove(8192), 'Go 1.20.6: CVE-2023-29409', used('2023-08-01')),
  rule('go', 'sha1-signature', is.sha1Signed, 'Go 1.18: SHA-1 refused', used('2022-03-15')),
  rule('go', 'serial-negative', is.serialNegative, 'Go 1.23: GODEBUG x509negativeserial', used('2024-08-13')),
  rule('go', 'key-type', is.keyOtherThan('rsa', ...NIST, 'ed25519'), 'crypto/tls'),

  // what all on OpenSSL share
  ...OPENSSL_CLIENTS.flatMap((client) => [
    rule(
      client,
      'name-mismatch',
      // Python sets X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS; curl compares names itself.
      is.otherHostThanCommonName(client === 'python' || client === 'curl' ? matchesHost : partOfLabel),
      client === 'curl' ? 'RFC 6125 6.4.3, as curl applies it' : 'X509_check_host(3)',
    ),
    rule(client, 'server-auth-missing', is.notForServers(OPENSSL_PURPOSES), X509_VERIFY),
    rule(client, 'key-usage', is.unfitForTls, X509_VERIFY),
    rule(client, 'rsa-too-small', is.rsaBelow(1024), `${LEVELS}, level 1`),
    rule(client, 'rsa-too-large', is.rsaAbove(16_384), 'OpenSSL: OPENSSL_RSA_MAX_MODULUS_BITS'),
    rule(client, 'sha1-signature', is.sha1Signed, `${LEVELS}, level 1, OpenSSL 3.0`, used('2021-09-07')),
    rule(client, 'key-type', is.keyOtherThan(...OPENSSL_KEYS), 'SSL_CTX_set1_sigalgs(3)'),
  ]),
  // curl takes an address for a common name, too.
  ...OPENSSL_CLIENTS.filter((client) => client !== 'curl').map((client) =>
    rule(client, 'san-missing-address', is.withoutSanForAddress, 'X509_check_host(3)'),
  ),
  rule('curl', 'name-mismatch', is.otherAddressThanCommonName, 'CURLOPT_SSL_VERIFYHOST(3)'),
  rule('openssl-2', 'rsa-too-small', is.rsaBelow(2048), `${LEVELS}, level 2`),
  rule('curl', 'rsa-too-small', is.rsaBelow(2048), 'OpenSSL 3.2: security level 2', used('2023-11-23')),
  rule('openssl-3', 'rsa-too-small', is.rsaBelow(3072), `${LEVELS}, level 3`),
  rule('openssl-3', 'weak-signature', is.weaklySigned, `${LEVELS}, level 3`),
  rule('python', 'rsa-too-small', is.rsaBelow(2048), 'Python 3.10: security level 2', used('2021-10-04')),
  rule('node', 'rsa-too-small', is.rsaBelow(2048), 'Node.js 24: security level 2', used('2025-05-06')),
  ...(
    [
      ['authority-key-identifier-missing', is.withoutAuthorityKeyIdentifier],
      ['version-with-extensions', is.extensionsBeforeVersion3],
      ['critical-constraints-missing', is.authorityNotCritical],
    ] as const
  ).map(([problem, broken]) => rule('python', problem, broken, 'Python 3.13: VERIFY_X509_STRICT', used('2024-10-07'))),

  rule('gnutls', 'san-missing-address', is.withoutSanForAddress, GNUTLS),
  rule('gnutls', 'name-mismatch', is.otherHostThanCommonName(), GNUTLS),
  rule('gnutls', 'server-auth-missing', is.notForServers(), GNUTLS),
  rule('gnutls', 'key-usage', is.cannotSign, 'GnuTLS: GNUTLS_E_KEY_USAGE_VIOLATION'),
  rule('gnutls', 'rsa-too-small', is.rsaBelow(1024), `${GNUTLS}: %PROFILE_LOW`),
  rule('gnutls', 'sha1-signature', is.sha1Signed, 'GnuTLS 3.6: insecure signatures', used('2017-08-21')),
  rule('gnutls', 'key-type', is.keyOtherThan(...OPENSSL_KEYS), GNUTLS),

  // pinned by hash: no name, no root
  rule('webtransport', 'validity-too-long', is.longerThan(14), W3C),
  rule('webtransport', 'key-type', is.keyOtherThan('P-256'), W3C),
  rule('webrtc', 'rsa-too-small', is.rsaBelow(1024), 'W3C WebRTC 4.9: generateCertificate'),
  rule('webrtc', 'key-type', is.keyOtherThan('rsa', 'P-256'), 'W3C WebRTC 4.9, RFC 8827 6.5'),
];
