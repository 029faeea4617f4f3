import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { answerTo, isTls, unanswered } from '../../facts/hello.ts';

/** The server expects the PROXY protocol of a load balancer before anything else. */
export const peerProxyProtocol = defineCheck({
  id: 'peer-proxy-protocol',
  layer: 'peer',
  severity: 'error',
  needs: ['target'],
  reads: ['tls.handshake', 'tls.hello'],
  explains: ['tls.handshake'],
  run({ target, 'tls.handshake': handshake, 'tls.hello': hellos }) {
    // The same hello is refused without the header and answered with it. A TLS server would not know what to make of it.
    if (unanswered(handshake) === null) return null;
    if (answerTo(hellos, 'proxied') !== 'hello' && answerTo(hellos, 'proxied-v2') !== 'hello') return null;
    if (isTls(answerTo(hellos, 'small'))) return null;
    return {
      params: { host: target.host, port: target.port },
      confidence: 'certain',
      ruledOut: [
        { code: 'tls-reset-after-hello', because: 'answers-with-header' },
        { code: 'peer-closes', because: 'answers-with-header' },
      ],
    };
  },
  fix: ({ port }) => [
    { text: 'through', commands: [], where: 'network', needsRoot: false },
    {
      text: 'switch-off',
      commands: [
        command('grep', '-rn', 'accept-proxy\\|proxy_protocol', '/etc/haproxy', '/etc/nginx'),
        command('ss', '-ltnp', `sport = :${port}`),
      ],
      where: 'server',
      needsRoot: true,
      os: 'linux',
    },
  ],
});
