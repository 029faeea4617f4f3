import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { hostAnswers, icmpSeen } from '../../facts/refusal.ts';

/** A router on the way said that it has no route to the network. */
export const ipNetUnreachable = defineCheck({
  id: 'ip-net-unreachable',
  layer: 'ip',
  severity: 'error',
  needs: ['target'],
  reads: ['tcp.path', 'tcp.retry', 'tcp.control', 'tcp.udp'],
  explains: ['tcp.path'],
  run({ 'tcp.path': path, 'tcp.retry': retries, 'tcp.control': controls, 'tcp.udp': udp }) {
    if (path?.state !== 'failed' || path.failure.local || path.failure.code !== 'ENETUNREACH') return null;
    // A way that carries other ports is there: whoever says otherwise of this one is a firewall.
    if (hostAnswers(controls, udp).length > 0) return null;
    const icmp = icmpSeen(path.failure, retries);
    const { address } = path.failure;
    const ruledOut = [
      { code: 'ip-no-route', because: 'packets-left' },
      ...(icmp === 'icmp'
        ? [{ code: 'firewall-drop-host', because: 'icmp-counted', params: { tries: retries.length + 1 } }]
        : []),
    ];
    return { params: { address }, confidence: icmp === 'icmp' ? 'certain' : 'likely', ruledOut };
  },
  fix: ({ address }) => [
    { text: 'trace', commands: [command('tracepath', '-n', address)], where: 'here', needsRoot: false, os: 'linux' },
    { text: 'trace', commands: [command('traceroute', '-n', address)], where: 'here', needsRoot: false, os: 'darwin' },
    { text: 'router', commands: [], where: 'network', needsRoot: false },
  ],
});
