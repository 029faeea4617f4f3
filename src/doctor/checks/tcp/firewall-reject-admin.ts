import { defineCheck } from '../../check.ts';
import { hostAnswers, icmpSeen } from '../../facts/refusal.ts';
import { openPort } from '../../fixes/firewall.ts';

/** What the ICMP codes host, net and protocol unreachable and administratively prohibited turn into. */
const REJECTED = ['EHOSTUNREACH', 'EACCES', 'ENETUNREACH', 'ENOPROTOOPT'];
/** A router that found nobody by ARP says so after three seconds; a firewall says no within a round trip. */
const AT_ONCE_MS = 2500;

/** A firewall forbids the connection and says so: firewalld's way, and that of many routers. */
export const firewallRejectAdmin = defineCheck({
  id: 'firewall-reject-admin',
  layer: 'tcp',
  severity: 'error',
  needs: ['target'],
  reads: ['tcp.path', 'tcp.connect', 'tcp.retry', 'tcp.control', 'tcp.udp'],
  explains: ['tcp.path'],
  run(seen) {
    const path = seen['tcp.path'];
    if (path?.state !== 'failed' || path.failure.local || !REJECTED.includes(path.failure.code)) return null;
    const { address, port, code } = path.failure;
    const [answer] = hostAnswers(seen['tcp.control'], seen['tcp.udp']);
    const icmp = icmpSeen(path.failure, seen['tcp.retry']);
    const took = seen['tcp.connect'].find(({ at }) => at === address)?.entry.ms ?? 0;
    if (icmp === 'none') return null;
    // Every port alike and the net itself unreachable: that is a router without a way, not a rule about this port.
    if (answer === undefined && (code === 'ENETUNREACH' || took > AT_ONCE_MS)) return null;
    const params = { address, port, errno: code, answer: answer?.what ?? '' };
    const confidence = answer === undefined ? 'likely' : icmp === 'icmp' ? 'certain' : 'likely';
    const ruledOut = [
      {
        code: 'ip-host-dead',
        because: answer ? 'other-port-answers' : 'said-at-once',
        params: { answer: params.answer },
      },
      ...(answer
        ? [{ code: 'ip-net-unreachable', because: 'other-port-answers', params: { answer: answer.what } }]
        : []),
      { code: 'tcp-refused', because: 'unreachable-not-refused', params: { errno: code } },
    ];
    return { params, confidence, ruledOut };
  },
  fix: ({ port }) => openPort(port),
});
