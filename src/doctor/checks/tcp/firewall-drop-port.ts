import { defineCheck } from '../../check.ts';
import { neverArrives, unanswered } from '../../facts/hello.ts';
import { hostAnswers, sentAgain } from '../../facts/refusal.ts';
import { lookAtQueue, openPort } from '../../fixes/firewall.ts';

/** Packets to this port vanish, while the host answers elsewhere. */
export const firewallDropPort = defineCheck({
  id: 'firewall-drop-port',
  layer: 'tcp',
  severity: 'error',
  needs: ['target'],
  reads: [
    'tcp.path',
    'tcp.control',
    'tcp.udp',
    'local.machine',
    'local.listen',
    'tls.handshake',
    'tls.tiny',
    'tls.hello',
  ],
  explains: ['tcp.path', 'tls.handshake'],
  run({ target, 'tcp.path': path, 'tcp.control': controls, 'tcp.udp': udp, ...seen }) {
    if (path?.state === 'ok') {
      const silent = unanswered(seen['tls.handshake'])?.code === 'TIMEOUT';
      if (!silent || !neverArrives(seen['tls.tiny'], seen['tls.hello'])) return null;
      const { address, port } = path.value;
      return {
        params: { address, port, answer: `tcp/${port} SYN`, connects: true },
        confidence: 'likely',
        ruledOut: [
          { code: 'peer-silent', because: 'none-acknowledged' },
          { code: 'tcp-pmtu-client-to-server', because: 'smallest-lost-too' },
          { code: 'tcp-refused', because: 'tcp-connects' },
        ],
      };
    }
    if (path?.state !== 'failed' || path.failure.code !== 'TIMEOUT') return null;
    const [answer] = hostAnswers(controls, udp);
    if (answer === undefined) return null;
    const { address, port } = path.failure;
    const params = { address, port, answer: answer.what, connects: false };
    const again = sentAgain(path.failure);
    const here =
      target.loopback ||
      (seen['local.machine']?.state === 'ok' && seen['local.machine'].value.addresses.includes(address));
    const rows = here && seen['local.listen']?.state === 'ok' ? seen['local.listen'].value.rows : undefined;
    const queue = rows?.filter((row) => row.port === port);
    const waiting = queue?.some((row) => row.waiting > 0) ?? true;
    return {
      params,
      // Another TCP port proves the way there and back; a UDP answer proves only that the host lives. Whether a server
      // that listens is merely not accepting, its own machine alone can say.
      confidence: answer.what === 'udp' || waiting ? 'likely' : 'certain',
      ruledOut: [
        { code: 'firewall-drop-host', because: 'other-port-answers', params: { answer: answer.what } },
        { code: 'tcp-refused', because: again ? 'syn-sent-again' : 'silence' },
        ...(waiting ? [] : [{ code: 'tcp-backlog-full', because: 'queue-empty', params: { port } }]),
      ],
      ...(waiting
        ? {
            notRuledOut: [
              { code: 'tcp-backlog-full', because: 'queue-unseen', params: { port } },
              ...(here ? [] : [{ code: 'ip-host-dead', because: 'may-be-forwarded' }]),
            ],
          }
        : {}),
    };
  },
  fix: ({ port, connects }) => [
    ...(connects ? [] : [lookAtQueue(port)]),
    ...openPort(port),
    { text: 'cloud', commands: [], where: 'network', needsRoot: false },
  ],
});
