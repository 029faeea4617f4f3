import type { Check } from './check.ts';
import { certCaAsLeaf } from './checks/cert/cert-ca-as-leaf.ts';
import { certCaptivePortal } from './checks/cert/cert-captive-portal.ts';
import { certCt } from './checks/cert/cert-ct.ts';
import { certEku } from './checks/cert/cert-eku.ts';
import { certExpired } from './checks/cert/cert-expired.ts';
import { certExpiresSoon } from './checks/cert/cert-expires-soon.ts';
import { certExtra } from './checks/cert/cert-extra.ts';
import { certHostname } from './checks/cert/cert-hostname.ts';
import { certIntercepted } from './checks/cert/cert-intercepted.ts';
import { certIpSan } from './checks/cert/cert-ip-san.ts';
import { certKeyUsage } from './checks/cert/cert-key-usage.ts';
import { certMissingIntermediate } from './checks/cert/cert-missing-intermediate.ts';
import { certMustStaple } from './checks/cert/cert-must-staple.ts';
import { certNameConstraint } from './checks/cert/cert-name-constraint.ts';
import { certNoSan } from './checks/cert/cert-no-san.ts';
import { certNotYetValid } from './checks/cert/cert-not-yet-valid.ts';
import { certPathLength } from './checks/cert/cert-path-length.ts';
import { certPoolMixed } from './checks/cert/cert-pool-mixed.ts';
import { certRevoked } from './checks/cert/cert-revoked.ts';
import { certRootSent } from './checks/cert/cert-root-sent.ts';
import { certRootUntrusted } from './checks/cert/cert-root-untrusted.ts';
import { certSelfSigned } from './checks/cert/cert-self-signed.ts';
import { certSerial } from './checks/cert/cert-serial.ts';
import { certUnknownCa } from './checks/cert/cert-unknown-ca.ts';
import { certV1 } from './checks/cert/cert-v1.ts';
import { certValidityTooLong } from './checks/cert/cert-validity-too-long.ts';
import { certWeakKey } from './checks/cert/cert-weak-key.ts';
import { certWeakSignature } from './checks/cert/cert-weak-signature.ts';
import { certWildcard } from './checks/cert/cert-wildcard.ts';
import { certWrongOrder } from './checks/cert/cert-wrong-order.ts';
import { chatDifferentServer } from './checks/chat/chat-different-server.ts';
import { chatNotLlave } from './checks/chat/chat-not-llave.ts';
import { chatRoundTripLost } from './checks/chat/chat-round-trip-lost.ts';
import { localCaEnv } from './checks/config/local-ca-env.ts';
import { localClockSkew } from './checks/config/local-clock-skew.ts';
import { localFdLimit } from './checks/config/local-fd-limit.ts';
import { localNetworkPrivacy } from './checks/config/local-network-privacy.ts';
import { localPortWrong } from './checks/config/local-port-wrong.ts';
import { localPortsExhausted } from './checks/config/local-ports-exhausted.ts';
import { localProxyEnv } from './checks/config/local-proxy-env.ts';
import { localSandbox } from './checks/config/local-sandbox.ts';
import { localTargetInvalid } from './checks/config/local-target-invalid.ts';
import { localTlsBroken } from './checks/config/local-tls-broken.ts';
import { dnsADropped } from './checks/dns/dns-a-dropped.ts';
import { dnsAaaaOnly } from './checks/dns/dns-aaaa-only.ts';
import { dnsAddressDead } from './checks/dns/dns-address-dead.ts';
import { dnsHostsStale } from './checks/dns/dns-hosts-stale.ts';
import { dnsInjected } from './checks/dns/dns-injected.ts';
import { dnsNameInvalid } from './checks/dns/dns-name-invalid.ts';
import { dnsNoData } from './checks/dns/dns-no-data.ts';
import { dnsNxdomain } from './checks/dns/dns-nxdomain.ts';
import { dnsRefused } from './checks/dns/dns-refused.ts';
import { dnsResolverDown } from './checks/dns/dns-resolver-down.ts';
import { dnsServfail } from './checks/dns/dns-servfail.ts';
import { dnsSplitHorizon } from './checks/dns/dns-split-horizon.ts';
import { dnsTimeout } from './checks/dns/dns-timeout.ts';
import { ipHostDead } from './checks/ip/ip-host-dead.ts';
import { ipNetUnreachable } from './checks/ip/ip-net-unreachable.ts';
import { ipNoRoute } from './checks/ip/ip-no-route.ts';
import { ipRoutePolicy } from './checks/ip/ip-route-policy.ts';
import { ipScopeMissing } from './checks/ip/ip-scope-missing.ts';
import { ipV6Broken } from './checks/ip/ip-v6-broken.ts';
import { peerCloses } from './checks/peer/peer-closes.ts';
import { peerGarbage } from './checks/peer/peer-garbage.ts';
import { peerHttp } from './checks/peer/peer-http.ts';
import { peerPlaintext } from './checks/peer/peer-plaintext.ts';
import { peerPlaintextClient } from './checks/peer/peer-plaintext-client.ts';
import { peerProxyProtocol } from './checks/peer/peer-proxy-protocol.ts';
import { peerSilent } from './checks/peer/peer-silent.ts';
import { peerSsh } from './checks/peer/peer-ssh.ts';
import { peerStarttls } from './checks/peer/peer-starttls.ts';
import { serverAddressNotLocal } from './checks/server/server-address-not-local.ts';
import { serverCertEku } from './checks/server/server-cert-eku.ts';
import { serverCertExpired } from './checks/server/server-cert-expired.ts';
import { serverCertNotPem } from './checks/server/server-cert-not-pem.ts';
import { serverCipherConfig } from './checks/server/server-cipher-config.ts';
import { serverFileMissing } from './checks/server/server-file-missing.ts';
import { serverFileUnreadable } from './checks/server/server-file-unreadable.ts';
import { serverKeyEncrypted } from './checks/server/server-key-encrypted.ts';
import { serverKeyMismatch } from './checks/server/server-key-mismatch.ts';
import { serverKeyNotPem } from './checks/server/server-key-not-pem.ts';
import { serverKeyTypeMismatch } from './checks/server/server-key-type-mismatch.ts';
import { serverKeyWorldReadable } from './checks/server/server-key-world-readable.ts';
import { serverListeningOtherPort } from './checks/server/server-listening-other-port.ts';
import { serverNoCert } from './checks/server/server-no-cert.ts';
import { serverNotListening } from './checks/server/server-not-listening.ts';
import { serverPemCorrupt } from './checks/server/server-pem-corrupt.ts';
import { serverPfxPassphrase } from './checks/server/server-pfx-passphrase.ts';
import { serverPortInUse } from './checks/server/server-port-in-use.ts';
import { serverPortPrivileged } from './checks/server/server-port-privileged.ts';
import { serverVersionRange } from './checks/server/server-version-range.ts';
import { serverWeak } from './checks/server/server-weak.ts';
import { firewallAllowlist } from './checks/tcp/firewall-allowlist.ts';
import { firewallDropHost } from './checks/tcp/firewall-drop-host.ts';
import { firewallDropPort } from './checks/tcp/firewall-drop-port.ts';
import { firewallEgress } from './checks/tcp/firewall-egress.ts';
import { firewallRateLimit } from './checks/tcp/firewall-rate-limit.ts';
import { firewallRejectAdmin } from './checks/tcp/firewall-reject-admin.ts';
import { firewallRejectPort } from './checks/tcp/firewall-reject-port.ts';
import { firewallReset } from './checks/tcp/firewall-reset.ts';
import { tcpBacklogFull } from './checks/tcp/tcp-backlog-full.ts';
import { tcpIdleCut } from './checks/tcp/tcp-idle-cut.ts';
import { tcpLoss } from './checks/tcp/tcp-loss.ts';
import { tcpPmtuClientToServer } from './checks/tcp/tcp-pmtu-client-to-server.ts';
import { tcpPmtuServerToClient } from './checks/tcp/tcp-pmtu-server-to-client.ts';
import { tcpRefused } from './checks/tcp/tcp-refused.ts';
import { tcpRefusedFamily } from './checks/tcp/tcp-refused-family.ts';
import { tcpRefusedLoopbackOnly } from './checks/tcp/tcp-refused-loopback-only.ts';
import { tcpResetOnAccept } from './checks/tcp/tcp-reset-on-accept.ts';
import { tcpSingleAccept } from './checks/tcp/tcp-single-accept.ts';
import { connectionAltered } from './checks/tls/connection-altered.ts';
import { tlsAlpn } from './checks/tls/tls-alpn.ts';
import { tlsClientCertEku } from './checks/tls/tls-client-cert-eku.ts';
import { tlsClientCertExpired } from './checks/tls/tls-client-cert-expired.ts';
import { tlsClientCertRequired } from './checks/tls/tls-client-cert-required.ts';
import { tlsClientCertUntrusted } from './checks/tls/tls-client-cert-untrusted.ts';
import { tlsCorrupted } from './checks/tls/tls-corrupted.ts';
import { tlsEch } from './checks/tls/tls-ech.ts';
import { tlsHelloIntolerant } from './checks/tls/tls-hello-intolerant.ts';
import { tlsInternalError } from './checks/tls/tls-internal-error.ts';
import { tlsLegacy } from './checks/tls/tls-legacy.ts';
import { tlsNoSharedCipher } from './checks/tls/tls-no-shared-cipher.ts';
import { tlsNoSharedGroup } from './checks/tls/tls-no-shared-group.ts';
import { tlsNoSharedSignature } from './checks/tls/tls-no-shared-signature.ts';
import { tlsResetAfterHello } from './checks/tls/tls-reset-after-hello.ts';
import { tlsServerKeyless } from './checks/tls/tls-server-keyless.ts';
import { tlsSlow } from './checks/tls/tls-slow.ts';
import { tlsSniBlocked } from './checks/tls/tls-sni-blocked.ts';
import { tlsSniDefault } from './checks/tls/tls-sni-default.ts';
import { tlsSniUnknown } from './checks/tls/tls-sni-unknown.ts';
import { tlsStalled } from './checks/tls/tls-stalled.ts';
import { tlsVersionTooNew } from './checks/tls/tls-version-too-new.ts';
import { tlsVersionTooOld } from './checks/tls/tls-version-too-old.ts';

/** Every check of doctor; a test compares it with the folder. Its order decides nothing. */
export const CHECKS: readonly Check[] = [
  localTargetInvalid,
  localTlsBroken,
  serverFileMissing,
  serverKeyMismatch,
  serverKeyWorldReadable,
  serverPortInUse,
  serverKeyTypeMismatch,
  serverNoCert,
  serverKeyEncrypted,
  serverCertNotPem,
  serverKeyNotPem,
  serverPemCorrupt,
  serverFileUnreadable,
  serverWeak,
  serverCertExpired,
  serverCertEku,
  serverPortPrivileged,
  serverAddressNotLocal,
  serverNotListening,
  serverListeningOtherPort,
  dnsNxdomain,
  localSandbox,
  localFdLimit,
  localPortsExhausted,
  localNetworkPrivacy,
  localPortWrong,
  localProxyEnv,
  localCaEnv,
  localClockSkew,
  dnsADropped,
  dnsAaaaOnly,
  dnsAddressDead,
  dnsHostsStale,
  dnsInjected,
  dnsNameInvalid,
  dnsNoData,
  dnsRefused,
  dnsResolverDown,
  dnsServfail,
  dnsSplitHorizon,
  dnsTimeout,
  ipHostDead,
  ipNetUnreachable,
  ipNoRoute,
  ipRoutePolicy,
  ipScopeMissing,
  ipV6Broken,
  tcpRefused,
  tcpRefusedLoopbackOnly,
  firewallRejectPort,
  firewallRejectAdmin,
  firewallDropPort,
  firewallDropHost,
  firewallEgress,
  firewallRateLimit,
  tcpIdleCut,
  peerHttp,
  peerSilent,
  peerSsh,
  peerStarttls,
  peerCloses,
  peerPlaintext,
  peerProxyProtocol,
  peerGarbage,
  tcpResetOnAccept,
  tcpPmtuServerToClient,
  tcpPmtuClientToServer,
  tcpSingleAccept,
  tcpBacklogFull,
  tcpRefusedFamily,
  firewallReset,
  tlsVersionTooOld,
  tlsClientCertRequired,
  connectionAltered,
  tlsAlpn,
  tlsClientCertEku,
  tlsClientCertExpired,
  tlsClientCertUntrusted,
  tlsCorrupted,
  tlsHelloIntolerant,
  tlsInternalError,
  tlsLegacy,
  tlsNoSharedCipher,
  tlsNoSharedGroup,
  tlsNoSharedSignature,
  tlsResetAfterHello,
  tlsServerKeyless,
  tlsSlow,
  tlsSniBlocked,
  tlsSniDefault,
  tlsSniUnknown,
  tlsStalled,
  tlsVersionTooNew,
  certExpired,
  certSelfSigned,
  certUnknownCa,
  certHostname,
  certNoSan,
  certExpiresSoon,
  certNotYetValid,
  certRootUntrusted,
  certMissingIntermediate,
  certWrongOrder,
  certExtra,
  certRootSent,
  certPathLength,
  certNameConstraint,
  certRevoked,
  certPoolMixed,
  certIpSan,
  certV1,
  certWeakKey,
  certWeakSignature,
  certEku,
  certKeyUsage,
  certCaAsLeaf,
  certMustStaple,
  certValidityTooLong,
  certSerial,
  certWildcard,
  chatDifferentServer,
  chatNotLlave,
  chatRoundTripLost,
  tcpLoss,
  firewallAllowlist,
  certIntercepted,
  certCaptivePortal,
  certCt,
  tlsEch,
  serverPfxPassphrase,
  serverVersionRange,
  serverCipherConfig,
  peerPlaintextClient,
];
