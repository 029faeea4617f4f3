import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';

/** Nothing on this machine listens on the server's port. */
export const serverNotListening = defineCheck({
  id: 'server-not-listening',
  layer: 'server',
  severity: 'error',
  needs: ['request', 'target', 'local.listen'],
  reads: ['tcp.path'],
  explains: ['tcp.path', 'tcp.connect'],
  absorbs: ['tcp-refused'],
  run({ request, target, 'local.listen': { rows }, 'tcp.path': path }) {
    if (request.mode !== 'server' || path?.state !== 'failed') return null;
    if (rows.some(({ port }) => port === target.port)) return null;
    const others = [...new Set(rows.map(({ port }) => String(port)))].slice(0, 8);
    return {
      params: { port: target.port, others, keyFile: request.keyFile, certFile: request.certFile },
      confidence: 'certain',
      ruledOut: [{ code: 'firewall-reject-port', because: 'no-listen-row', params: { port: target.port } }],
    };
  },
  fix: ({ port, keyFile, certFile }) => [
    {
      text: 'start',
      commands: [command('llave', 'serve', '--port', port, '--key', keyFile, '--cert', certFile)],
      where: 'here',
      needsRoot: port < 1024,
    },
    { text: 'look', commands: [command('ss', '-ltn')], where: 'here', needsRoot: false, os: 'linux' },
  ],
});
