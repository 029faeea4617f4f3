import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { axisVerdict } from '../../facts/axes.ts';
import { hostPort } from '../../target.ts';

/** The server and we have no group for the key exchange in common. */
export const tlsNoSharedGroup = defineCheck({
  id: 'tls-no-shared-group',
  layer: 'tls',
  severity: 'error',
  needs: ['target'],
  reads: ['tls.handshake', 'tls.hello'],
  explains: ['tls.handshake'],
  run({ target, 'tls.handshake': handshake, 'tls.hello': hellos }) {
    const verdict = axisVerdict('group', handshake, hellos);
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
