import { defineCheck } from '../../check.ts';
import { lostEcho } from '../../facts/echo.ts';
import { answerOf, answerTo, isTls, unanswered } from '../../facts/hello.ts';
import { pmtuFixes } from '../../fixes/mtu.ts';

/** Large packets from the server do not arrive; small ones do. */
export const tcpPmtuServerToClient = defineCheck({
  id: 'tcp-pmtu-server-to-client',
  layer: 'tcp',
  severity: 'error',
  needs: ['target', 'tcp.path'],
  reads: ['tls.handshake', 'tls.tiny', 'tls.hello', 'chat.echo'],
  explains: ['tls.handshake', 'chat.echo', 'chat.status'],
  run({ target, 'tcp.path': path, 'tls.handshake': handshake, 'tls.tiny': tiny, 'tls.hello': hellos, ...chat }) {
    const params = { host: target.host, port: target.port, address: path.address };
    const lost = lostEcho(chat['chat.echo'], 'down');
    if (lost) {
      return {
        params,
        confidence: lost.shortAnswered ? 'certain' : 'likely',
        ruledOut: [
          { code: 'tcp-pmtu-client-to-server', because: 'large-arrives' },
          ...(lost.shortAnswered ? [{ code: 'peer-silent', because: 'short-message-answered' }] : []),
        ],
      };
    }
    if (unanswered(handshake)?.code !== 'TIMEOUT' || !isTls(answerOf(tiny))) return null;
    // The smallest answer comes; the one that carries a certificate does not, be it from a small hello or a large one.
    const small = answerTo(hellos, 'small');
    const large = answerTo(hellos, 'ml-kem');
    const named = answerTo(hellos, 'other-sni');
    if (small !== 'silence' && !(isTls(small) && large === 'silence' && isTls(answerTo(hellos, 'tiny-padded'))))
      return null;
    if (named === 'hello') return null;
    return {
      params,
      confidence: 'likely',
      ruledOut: [
        { code: 'peer-silent', because: 'tiny-answered' },
        { code: 'firewall-drop-port', because: 'tcp-connects' },
        ...(isTls(answerTo(hellos, 'tiny-padded'))
          ? [{ code: 'tcp-pmtu-client-to-server', because: 'large-arrives' }]
          : []),
      ],
    };
  },
  fix: ({ address }) => pmtuFixes(address, 'server'),
});
