import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';

import { answerOf, isTls, neverArrives } from '../../facts/hello.ts';

/** The connection is accepted, and then nobody says anything, whatever we say. */
export const peerSilent = defineCheck({
  id: 'peer-silent',
  layer: 'peer',
  severity: 'error',
  needs: ['target', 'tcp.path'],
  reads: ['tls.handshake', 'tls.hello', 'peer.starttls', 'tls.tiny', 'peer.greeting', 'peer.http'],
  explains: ['tls.handshake'],
  run({
    target,
    'tls.hello': hellos,
    'peer.starttls': begun,
    'tls.handshake': handshake,
    'tls.tiny': tiny,
    'peer.greeting': greeting,
    'peer.http': http,
  }) {
    if (handshake?.state !== 'failed') return null;
    const { code, raw } = handshake.failure;
    if (code !== 'TIMEOUT' || raw.bytesIn > 0) return null;
    const silent = (reply: typeof greeting | typeof http) =>
      reply?.state === 'ok' && reply.value.bytesIn === 0 && reply.value.end !== 'fin';
    if (!silent(greeting) || !silent(http)) return null;
    if (hellos.some(({ entry }) => isTls(answerOf(entry)))) return null;
    if (begun.some(({ entry }) => entry.state === 'ok' && entry.value.outcome !== 'ended')) return null;
    // A TLS stack would have answered this one in seven bytes, which pass where larger packets are lost.
    if (tiny?.state !== 'ok' || tiny.value.bytesIn > 0) return null;
    // What never arrived cannot be answered.
    if (neverArrives(tiny, hellos)) return null;
    return {
      params: { host: target.host, port: target.port, ms: Math.round(handshake.ms) },
      confidence: 'likely',
      ruledOut: [
        { code: 'tcp-pmtu-server-to-client', because: 'tiny-unanswered' },
        { code: 'peer-starttls', because: 'no-greeting' },
        { code: 'peer-http', because: 'http-unanswered' },
        { code: 'firewall-drop-port', because: tiny.value.unacked === 0 ? 'all-acknowledged' : 'tcp-connects' },
      ],
    };
  },
  fix: ({ port }) => [
    {
      text: 'who',
      commands: [command('ss', '-ltnp', `sport = :${port}`)],
      where: 'server',
      needsRoot: true,
      os: 'linux',
    },
    { text: 'replace', commands: [command('llave', 'serve', '--port', port)], where: 'server', needsRoot: port < 1024 },
  ],
});
