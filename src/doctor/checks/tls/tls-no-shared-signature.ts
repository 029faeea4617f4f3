import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { axisVerdict } from '../../facts/axes.ts';
import { hostPort } from '../../target.ts';

/** The server cannot sign in any way that we accept. */
export const tlsNoSharedSignature = defineCheck({
  id: 'tls-no-shared-signature',
  layer: 'tls',
  severity: 'error',
  needs: ['target'],
  reads: ['tls.handshake', 'tls.hello'],
  explains: ['tls.handshake'],
  run({ target, 'tls.handshake': handshake, 'tls.hello': hellos }) {
    const verdict = axisVerdict('signature', handshake, hellos);
    if (verdict === null) return null;
    const { alert, cipher, group, confidence, ruledOut } = verdict;
    const params = {
      host: target.host,
      port: target.port,
      target: hostPort(target.host, target.port),
      alert,
      cipher,
      group,
    };
    return { params, confidence, ruledOut };
  },
  fix: ({ port, target }) => [
    { text: 'widen', commands: [], where: 'server', needsRoot: false },
    { text: 'look', commands: [command('openssl', 's_client', '-connect', target)], where: 'here', needsRoot: false },
    { text: 'compare', commands: [command('llave', 'serve', '--port', port)], where: 'server', needsRoot: port < 1024 },
  ],
});
