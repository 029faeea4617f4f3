import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { answerOf, unanswered } from '../../facts/hello.ts';

/** The server serves one client at a time, and everybody else waits. */
export const tcpSingleAccept = defineCheck({
  id: 'tcp-single-accept',
  layer: 'tcp',
  severity: 'error',
  needs: ['target', 'tcp.path'],
  reads: ['tls.handshake', 'tls.hello', 'local.sockets', 'chat.exchange'],
  explains: ['tls.handshake', 'chat.exchange'],
  absorbs: ['peer-silent'],
  run({ target, 'tls.handshake': handshake, 'tls.hello': hellos, 'local.sockets': sockets, 'chat.exchange': chat }) {
    const params = { host: target.host, port: target.port };
    // Our second connection was answered when our first one had gone, and not before.
    if (chat?.state === 'failed' && chat.failure.servedLater) {
      const ruledOut = [{ code: 'peer-silent', because: 'first-was-served' }];
      return { params: { ...params, accepted: 1, waiting: 1 }, confidence: 'certain', ruledOut };
    }
    if (handshake?.state === 'ok') {
      // While our first connection is held, the others are accepted by the kernel and answered by nobody (--deep).
      const silent = hellos.length > 0 && hellos.every(({ entry }) => answerOf(entry) === 'silence');
      if (!silent) return null;
      const ruledOut = [{ code: 'peer-silent', because: 'first-was-served' }];
      return {
        params: { ...params, accepted: 1, waiting: hellos.length },
        confidence: 'likely',
        severity: 'info',
        ruledOut,
      };
    }
    if (unanswered(handshake)?.code !== 'TIMEOUT' || sockets?.state !== 'ok') return null;
    const { accepted, waiting } = sockets.value;
    if (accepted === 0 || waiting === 0) return null;
    return {
      params: { ...params, accepted, waiting },
      confidence: 'certain',
      ruledOut: [
        { code: 'peer-silent', because: 'holds-others', params: { accepted } },
        { code: 'tcp-backlog-full', because: 'tcp-connects' },
      ],
    };
  },
  fix: ({ port }) => [
    {
      text: 'who',
      commands: [command('ss', '-tnp', `sport = :${port}`)],
      where: 'server',
      needsRoot: true,
      os: 'linux',
    },
    { text: 'replace', commands: [command('llave', 'serve', '--port', port)], where: 'server', needsRoot: port < 1024 },
  ],
});
