import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { arePair } from '../../facts/ports.ts';
import { hostPort } from '../../target.ts';

/** TLS is not on the port that was asked for, but on one of the usual ones beside it. */
export const localPortWrong = defineCheck({
  id: 'local-port-wrong',
  layer: 'config',
  severity: 'error',
  needs: ['target'],
  reads: ['tcp.path', 'tls.handshake', 'tls.neighbour', 'peer.greeting'],
  explains: ['tcp.path', 'tls.handshake'],
  run({
    target,
    'tcp.path': path,
    'tls.handshake': handshake,
    'tls.neighbour': neighbours,
    'peer.greeting': greeting,
  }) {
    const refused = path?.state === 'failed' && path.failure.code === 'ECONNREFUSED';
    const plain = handshake?.state === 'failed' && handshake.failure.code === 'NOT_TLS';
    // Who greets first offers TLS on this very port, or is no TLS service at all.
    const greets = greeting?.state === 'ok' && greeting.value.bytesIn > 0;
    if ((!refused && !plain) || greets) return null;
    const answering = neighbours.flatMap(({ entry }) => (entry.state === 'ok' && entry.value.tls ? [entry.value] : []));
    const meant = answering.find(({ port }) => arePair(target.port, port));
    const named = target.scheme === 'chat' ? undefined : answering.find(({ covers }) => covers);
    const found = meant ?? named;
    if (found === undefined) return null;
    const params = { host: target.host, port: target.port, right: found.port, covers: found.covers };
    const ruledOut = [
      {
        code: refused ? 'tcp-refused' : 'peer-http',
        because: 'tls-on-other-port',
        params: { port: found.port, covers: found.covers },
      },
    ];
    return { params, confidence: 'likely', ruledOut };
  },
  fix: ({ host, right }) => [
    { text: 'use', commands: [command('llave', 'doctor', hostPort(host, right))], where: 'here', needsRoot: false },
    { text: 'start', commands: [], where: 'server', needsRoot: false },
  ],
});
