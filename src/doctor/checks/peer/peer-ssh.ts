import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { wordsOf } from '../../facts/peer-words.ts';
import { hostPort } from '../../target.ts';

/** An SSH server answers on the port. */
export const peerSsh = defineCheck({
  id: 'peer-ssh',
  layer: 'peer',
  severity: 'error',
  needs: ['target'],
  reads: ['tls.handshake', 'peer.greeting'],
  explains: ['tls.handshake'],
  run({ target, 'tls.handshake': handshake, 'peer.greeting': greeting }) {
    const words = wordsOf(handshake, greeting);
    if (words?.kind !== 'ssh') return null;
    return {
      params: { host: target.host, port: target.port, line: words.line },
      confidence: 'certain',
      ruledOut: [{ code: 'peer-silent', because: 'peer-answered' }],
    };
  },
  fix: ({ host, port }) => [
    { text: 'ssh', commands: [command('ssh', '-p', port, host)], where: 'here', needsRoot: false },
    { text: 'tls-port', commands: [command('llave', 'doctor', hostPort(host, 443))], where: 'here', needsRoot: false },
  ],
});
