import type { Check } from './check.ts';
import { localTargetInvalid } from './checks/config/local-target-invalid.ts';
import { dnsNxdomain } from './checks/dns/dns-nxdomain.ts';
import { peerHttp } from './checks/peer/peer-http.ts';
import { tcpRefused } from './checks/tcp/tcp-refused.ts';

/** Every check of doctor; a test compares it with the folder. Its order decides nothing. */
export const CHECKS: readonly Check[] = [localTargetInvalid, dnsNxdomain, tcpRefused, peerHttp];
