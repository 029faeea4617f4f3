import type { Probe } from './probe.ts';
import { completionProbe } from './probes/cert/completion.ts';
import { certControlProbe } from './probes/cert/control.ts';
import { issuerProbe } from './probes/cert/issuer.ts';
import { certNameProbe } from './probes/cert/name.ts';
import { onlineProbe } from './probes/cert/online.ts';
import { certPathProbe } from './probes/cert/path.ts';
import { certPeerProbe } from './probes/cert/peer.ts';
import { portalProbe } from './probes/cert/portal.ts';
import { revocationProbe } from './probes/cert/revocation.ts';
import { stapledProbe } from './probes/cert/stapled.ts';
import { timestampsProbe } from './probes/cert/timestamps.ts';
import { trustProbe } from './probes/cert/trust.ts';
import { chatEchoProbe } from './probes/chat/echo.ts';
import { chatExchangeProbe } from './probes/chat/exchange.ts';
import { chatPeerProbe } from './probes/chat/peer.ts';
import { chatStatusProbe } from './probes/chat/status.ts';
import { controlHandshakeProbe } from './probes/control/handshake.ts';
import { addressesProbe } from './probes/dns/addresses.ts';
import { answerProbe } from './probes/dns/answer.ts';
import { elsewhereProbe } from './probes/dns/elsewhere.ts';
import { hostsFileProbe } from './probes/dns/hosts-file.ts';
import { httpsRecordProbe } from './probes/dns/https-record.ts';
import { lookupProbe } from './probes/dns/lookup.ts';
import { resolversProbe } from './probes/dns/resolvers.ts';
import { rootProbe } from './probes/dns/root.ts';
import { dnsTcpProbe } from './probes/dns/tcp.ts';
import { uncheckedProbe } from './probes/dns/unchecked.ts';
import { besideProbe } from './probes/files/beside.ts';
import { certificateFileProbe } from './probes/files/certificate.ts';
import { clientCertificateProbe } from './probes/files/client-certificate.ts';
import { keyFileProbe } from './probes/files/key.ts';
import { datagramProbe } from './probes/ip/datagram.ts';
import { neighboursProbe } from './probes/ip/neighbours.ts';
import { routesProbe } from './probes/ip/routes.ts';
import { clockProbe } from './probes/local/clock.ts';
import { elsewhereProbe as serverElsewhereProbe } from './probes/local/elsewhere.ts';
import { environmentProbe } from './probes/local/environment.ts';
import { listenProbe } from './probes/local/listen.ts';
import { machineProbe } from './probes/local/machine.ts';
import { newestProbe } from './probes/local/newest.ts';
import { portProbe } from './probes/local/port.ts';
import { proxyProbe } from './probes/local/proxy.ts';
import { resourcesProbe } from './probes/local/resources.ts';
import { sandboxProbe } from './probes/local/sandbox.ts';
import { socketsProbe } from './probes/local/sockets.ts';
import { greetingProbe } from './probes/peer/greeting.ts';
import { httpProbe } from './probes/peer/http.ts';
import { starttlsProbe } from './probes/peer/starttls.ts';
import { ownerProbe } from './probes/server/owner.ts';
import { referenceServerProbe } from './probes/server/reference-server.ts';
import { targetProbe } from './probes/target.ts';
import { connectProbe } from './probes/tcp/connect.ts';
import { controlProbe } from './probes/tcp/control.ts';
import { departureProbe } from './probes/tcp/departure.ts';
import { egressProbe } from './probes/tcp/egress.ts';
import { idleProbe } from './probes/tcp/idle.ts';
import { loopbackProbe } from './probes/tcp/loopback.ts';
import { pathProbe } from './probes/tcp/path.ts';
import { retryProbe } from './probes/tcp/retry.ts';
import { sampleProbe } from './probes/tcp/sample.ts';
import { sourceProbe } from './probes/tcp/source.ts';
import { turnProbe } from './probes/tcp/turn.ts';
import { udpProbe } from './probes/tcp/udp.ts';
import { vigilProbe } from './probes/tcp/vigil.ts';
import { handshakeProbe } from './probes/tls/handshake.ts';
import { helloProbe } from './probes/tls/hello.ts';
import { neighbourPortsProbe } from './probes/tls/neighbour-ports.ts';
import { partingProbe } from './probes/tls/parting.ts';
import { recordHeaderProbe } from './probes/tls/record-header.ts';
import { sniProbe } from './probes/tls/sni.ts';
import { tinyHelloProbe } from './probes/tls/tiny-hello.ts';
import { versionsProbe } from './probes/tls/versions.ts';

/**
 * Every probe of doctor. What may run is decided by what each declares; where several may, the earlier one starts
 * first, so that what must run alone stands before what may run together.
 */
export const PROBES: readonly Probe[] = [
  keyFileProbe,
  certificateFileProbe,
  clientCertificateProbe,
  referenceServerProbe,
  trustProbe,
  targetProbe,
  machineProbe,
  environmentProbe,
  lookupProbe,
  addressesProbe,
  connectProbe,
  pathProbe,
  handshakeProbe,
  certPathProbe,
  certNameProbe,
  revocationProbe,
  stapledProbe,
  onlineProbe,
  issuerProbe,
  completionProbe,
  timestampsProbe,
  certControlProbe,
  portalProbe,
  certPeerProbe,
  chatExchangeProbe,
  // In this order: what is large from us goes first, so that nothing of the server's holds its short answer up.
  chatEchoProbe,
  chatStatusProbe,
  chatPeerProbe,
  neighboursProbe,
  egressProbe,
  retryProbe,
  departureProbe,
  loopbackProbe,
  udpProbe,
  vigilProbe,
  sourceProbe,
  controlProbe,
  turnProbe,
  listenProbe,
  portProbe,
  serverElsewhereProbe,
  ownerProbe,
  besideProbe,
  routesProbe,
  datagramProbe,
  sandboxProbe,
  resourcesProbe,
  clockProbe,
  newestProbe,
  proxyProbe,
  neighbourPortsProbe,
  hostsFileProbe,
  resolversProbe,
  tinyHelloProbe,
  answerProbe,
  rootProbe,
  uncheckedProbe,
  dnsTcpProbe,
  httpsRecordProbe,
  elsewhereProbe,
  greetingProbe,
  httpProbe,
  helloProbe,
  recordHeaderProbe,
  starttlsProbe,
  partingProbe,
  sniProbe,
  sampleProbe,
  socketsProbe,
  idleProbe,
  versionsProbe,
  controlHandshakeProbe,
];
