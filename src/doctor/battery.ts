import type { Probe } from './probe.ts';
import { certPathProbe } from './probes/cert/path.ts';
import { trustProbe } from './probes/cert/trust.ts';
import { chatExchangeProbe } from './probes/chat/exchange.ts';
import { addressesProbe } from './probes/dns/addresses.ts';
import { hostsFileProbe } from './probes/dns/hosts-file.ts';
import { lookupProbe } from './probes/dns/lookup.ts';
import { aaaaRecordsProbe, aRecordsProbe } from './probes/dns/records.ts';
import { resolversProbe } from './probes/dns/resolvers.ts';
import { besideProbe } from './probes/files/beside.ts';
import { certificateFileProbe } from './probes/files/certificate.ts';
import { keyFileProbe } from './probes/files/key.ts';
import { listenProbe } from './probes/local/listen.ts';
import { machineProbe } from './probes/local/machine.ts';
import { greetingProbe } from './probes/peer/greeting.ts';
import { httpProbe } from './probes/peer/http.ts';
import { ownerProbe } from './probes/server/owner.ts';
import { referenceServerProbe } from './probes/server/reference-server.ts';
import { targetProbe } from './probes/target.ts';
import { connectProbe } from './probes/tcp/connect.ts';
import { controlProbe } from './probes/tcp/control.ts';
import { loopbackProbe } from './probes/tcp/loopback.ts';
import { pathProbe } from './probes/tcp/path.ts';
import { retryProbe } from './probes/tcp/retry.ts';
import { udpProbe } from './probes/tcp/udp.ts';
import { handshakeProbe } from './probes/tls/handshake.ts';
import { tinyHelloProbe } from './probes/tls/tiny-hello.ts';
import { versionsProbe } from './probes/tls/versions.ts';

/**
 * Every probe of doctor. What may run is decided by what each declares; where several may, the earlier one starts
 * first, so that what must run alone stands before what may run together.
 */
export const PROBES: readonly Probe[] = [
  keyFileProbe,
  certificateFileProbe,
  referenceServerProbe,
  trustProbe,
  targetProbe,
  machineProbe,
  lookupProbe,
  addressesProbe,
  connectProbe,
  pathProbe,
  handshakeProbe,
  certPathProbe,
  chatExchangeProbe,
  retryProbe,
  loopbackProbe,
  udpProbe,
  controlProbe,
  listenProbe,
  ownerProbe,
  besideProbe,
  hostsFileProbe,
  resolversProbe,
  aRecordsProbe,
  aaaaRecordsProbe,
  tinyHelloProbe,
  greetingProbe,
  httpProbe,
  versionsProbe,
];
