import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import type { Entry } from '../../evidence.ts';
import { unanswered } from '../../facts/hello.ts';

/** How a connection on which we waited ended before a byte came; undefined if it did not. */
function ended(entry: Entry<'peer.greeting' | 'peer.http'> | undefined): 'fin' | 'rst' | undefined {
  // A reset may come so soon that connecting seems to fail, or that the socket is gone before we look.
  if (entry?.state === 'failed') return entry.failure.code === 'ECONNRESET' ? 'rst' : undefined;
  if (entry?.state !== 'ok' || entry.value.bytesIn > 0) return undefined;
  const { end } = entry.value;
  return end === 'fin' ? 'fin' : end === 'rst' || end === 'done' ? 'rst' : undefined;
}

/** The connection is accepted and ended at once, before anybody said anything. */
export const tcpResetOnAccept = defineCheck({
  id: 'tcp-reset-on-accept',
  layer: 'tcp',
  severity: 'error',
  needs: ['target'],
  reads: ['tcp.path', 'tls.handshake', 'peer.greeting', 'peer.http'],
  explains: ['tcp.path', 'tls.handshake'],
  run({ target, 'tcp.path': path, 'tls.handshake': handshake, 'peer.greeting': greeting, 'peer.http': http }) {
    const reset = path?.state === 'failed' && path.failure.code === 'ECONNRESET';
    if (!reset && unanswered(handshake) === null) return null;
    const end = reset ? 'rst' : ended(greeting);
    if (end === undefined) return null;
    const alike = ended(http) !== undefined;
    return {
      params: { host: target.host, port: target.port, how: end },
      confidence: alike ? 'certain' : 'likely',
      ruledOut: [
        { code: 'tcp-refused', because: 'tcp-connects' },
        { code: 'tls-reset-after-hello', because: 'ends-unasked' },
        { code: 'peer-closes', because: 'ends-unasked' },
      ],
    };
  },
  fix: ({ port }) => [
    { text: 'backend', commands: [command('ss', '-ltnp')], where: 'server', needsRoot: true, os: 'linux' },
    { text: 'log', commands: [command('journalctl', '-e')], where: 'server', needsRoot: true, os: 'linux' },
    { text: 'replace', commands: [command('llave', 'serve', '--port', port)], where: 'server', needsRoot: port < 1024 },
  ],
});
