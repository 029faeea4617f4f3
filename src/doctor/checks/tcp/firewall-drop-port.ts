import { defineCheck } from '../../check.ts';
import { hostAnswers, sentAgain } from '../../facts/refusal.ts';
import { openPort } from '../../fixes/firewall.ts';

/** Packets to this port vanish, while the host answers elsewhere. */
export const firewallDropPort = defineCheck({
  id: 'firewall-drop-port',
  layer: 'tcp',
  severity: 'error',
  needs: ['target'],
  reads: ['tcp.path', 'tcp.control', 'tcp.udp', 'local.listen'],
  explains: ['tcp.path'],
  run({ 'tcp.path': path, 'tcp.control': controls, 'tcp.udp': udp }) {
    if (path?.state !== 'failed' || path.failure.code !== 'TIMEOUT') return null;
    const [answer] = hostAnswers(controls, udp);
    if (answer === undefined) return null;
    const { address, port } = path.failure;
    const params = { address, port, answer: answer.what };
    const again = sentAgain(path.failure);
    return {
      params,
      // Another TCP port proves the way there and back; a UDP answer proves only that the host lives.
      confidence: answer.what === 'udp' ? 'likely' : 'certain',
      ruledOut: [
        { code: 'firewall-drop-host', because: 'other-port-answers', params: { answer: answer.what } },
        { code: 'tcp-refused', because: again ? 'syn-sent-again' : 'silence' },
      ],
    };
  },
  fix: ({ port }) => [...openPort(port), { text: 'cloud', commands: [], where: 'network', needsRoot: false }],
});
