import type { Check } from './check.ts';
import { certExpired } from './checks/cert/cert-expired.ts';
import { certExpiresSoon } from './checks/cert/cert-expires-soon.ts';
import { certHostname } from './checks/cert/cert-hostname.ts';
import { certNoSan } from './checks/cert/cert-no-san.ts';
import { certSelfSigned } from './checks/cert/cert-self-signed.ts';
import { certUnknownCa } from './checks/cert/cert-unknown-ca.ts';
import { chatNotLlave } from './checks/chat/chat-not-llave.ts';
import { chatRoundTripLost } from './checks/chat/chat-round-trip-lost.ts';
import { localTargetInvalid } from './checks/config/local-target-invalid.ts';
import { dnsNxdomain } from './checks/dns/dns-nxdomain.ts';
import { peerHttp } from './checks/peer/peer-http.ts';
import { peerSilent } from './checks/peer/peer-silent.ts';
import { serverFileMissing } from './checks/server/server-file-missing.ts';
import { serverKeyMismatch } from './checks/server/server-key-mismatch.ts';
import { serverKeyWorldReadable } from './checks/server/server-key-world-readable.ts';
import { serverPortInUse } from './checks/server/server-port-in-use.ts';
import { firewallDropHost } from './checks/tcp/firewall-drop-host.ts';
import { firewallDropPort } from './checks/tcp/firewall-drop-port.ts';
import { firewallRejectAdmin } from './checks/tcp/firewall-reject-admin.ts';
import { firewallRejectPort } from './checks/tcp/firewall-reject-port.ts';
import { tcpRefused } from './checks/tcp/tcp-refused.ts';
import { tcpRefusedLoopbackOnly } from './checks/tcp/tcp-refused-loopback-only.ts';
import { tlsClientCertRequired } from './checks/tls/tls-client-cert-required.ts';
import { tlsVersionTooOld } from './checks/tls/tls-version-too-old.ts';

/** Every check of doctor; a test compares it with the folder. Its order decides nothing. */
export const CHECKS: readonly Check[] = [
  localTargetInvalid,
  serverFileMissing,
  serverKeyMismatch,
  serverKeyWorldReadable,
  serverPortInUse,
  dnsNxdomain,
  tcpRefused,
  tcpRefusedLoopbackOnly,
  firewallRejectPort,
  firewallRejectAdmin,
  firewallDropPort,
  firewallDropHost,
  peerHttp,
  peerSilent,
  tlsVersionTooOld,
  tlsClientCertRequired,
  certExpired,
  certSelfSigned,
  certUnknownCa,
  certHostname,
  certNoSan,
  certExpiresSoon,
  chatNotLlave,
  chatRoundTripLost,
];
