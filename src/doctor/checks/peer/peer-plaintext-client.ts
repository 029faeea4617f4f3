import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { hostPort } from '../../target.ts';

/** The server is well, and some clients talk to its TLS port in the clear: it counts them, and tells its own machine. */
export const peerPlaintextClient = defineCheck({
  id: 'peer-plaintext-client',
  layer: 'peer',
  severity: 'info',
  needs: ['target'],
  reads: ['chat.status'],
  explains: [],
  run({ target, 'chat.status': reports }) {
    const counts = reports.flatMap(({ entry }) => (entry.state === 'ok' ? [entry.value.plaintextClients ?? 0] : []));
    const clients = Math.max(0, ...counts);
    if (clients === 0) return null;
    const ruledOut = [{ code: 'peer-plaintext', because: 'server-speaks-tls' }];
    const at = hostPort(target.host, target.port);
    return { params: { host: target.host, port: target.port, clients, target: at }, confidence: 'certain', ruledOut };
  },
  fix: ({ target }) => [
    {
      text: 'log',
      commands: [command('journalctl', '-u', 'llave', '-g', 'peer-plaintext-client')],
      where: 'server',
      needsRoot: true,
      os: 'linux',
    },
    {
      text: 'tls',
      commands: [command('openssl', 's_client', '-quiet', '-connect', target)],
      where: 'here',
      needsRoot: false,
    },
  ],
});
