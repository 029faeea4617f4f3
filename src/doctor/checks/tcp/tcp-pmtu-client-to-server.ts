import { defineCheck } from '../../check.ts';
import { lostEcho } from '../../facts/echo.ts';
import { answerTo, isTls, unanswered, variant } from '../../facts/hello.ts';
import { pmtuFixes } from '../../fixes/mtu.ts';

/** Large packets to the server do not arrive; small ones do. */
export const tcpPmtuClientToServer = defineCheck({
  id: 'tcp-pmtu-client-to-server',
  layer: 'tcp',
  severity: 'error',
  needs: ['target', 'tcp.path'],
  reads: ['tls.handshake', 'tls.hello', 'chat.echo'],
  explains: ['tls.handshake', 'chat.echo', 'chat.status'],
  run({ target, 'tcp.path': path, 'tls.handshake': handshake, 'tls.hello': hellos, 'chat.echo': echoes }) {
    const { host, port } = target;
    const lost = lostEcho(echoes, 'up');
    if (lost?.unacked) {
      return {
        params: { host, port, address: path.address, unacked: lost.unacked },
        confidence: lost.shortAnswered ? 'certain' : 'likely',
        ruledOut: lost.shortAnswered ? [{ code: 'peer-silent', because: 'short-message-answered' }] : [],
      };
    }
    if (unanswered(handshake)?.code !== 'TIMEOUT' || !isTls(answerTo(hellos, 'small'))) return null;
    const large = variant(hellos, 'tiny-padded');
    if (answerTo(hellos, 'tiny-padded') !== 'silence' || large?.state !== 'ok') return null;
    // Acknowledged bytes arrived, and then the silence is the server's own.
    const { unacked } = large.value;
    if (unacked === 0) return null;
    return {
      params: { host, port, address: path.address, unacked: unacked ?? 0 },
      confidence: unacked === undefined ? 'likely' : 'certain',
      ruledOut: [
        { code: 'tcp-pmtu-server-to-client', because: 'small-hello-answered' },
        ...(unacked === undefined
          ? []
          : [{ code: 'tls-hello-intolerant', because: 'never-acknowledged', params: { unacked } }]),
      ],
    };
  },
  fix: ({ address }) => pmtuFixes(address, 'here'),
});
