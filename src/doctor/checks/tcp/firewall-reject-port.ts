import { defineCheck } from '../../check.ts';
import { icmpSeen } from '../../facts/refusal.ts';
import { openPort } from '../../fixes/firewall.ts';

/** A firewall answers in the host's stead: the refusal came with ICMP port unreachable, not with a reset. */
export const firewallRejectPort = defineCheck({
  id: 'firewall-reject-port',
  layer: 'tcp',
  severity: 'error',
  needs: ['target'],
  reads: ['tcp.path', 'tcp.retry'],
  explains: ['tcp.path'],
  run({ 'tcp.path': path, 'tcp.retry': retries }) {
    if (path?.state !== 'failed' || path.failure.code !== 'ECONNREFUSED') return null;
    if (icmpSeen(path.failure, retries) !== 'icmp') return null;
    const { address, port } = path.failure;
    return {
      params: { address, port, tries: retries.length },
      confidence: retries.length >= 2 ? 'certain' : 'likely',
      ruledOut: [
        { code: 'tcp-refused', because: 'icmp-counted', params: { tries: retries.length } },
        { code: 'firewall-drop-port', because: 'refused-not-silent' },
      ],
    };
  },
  fix: ({ port }) => openPort(port),
});
