import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';

/** The server of these files runs, on another port than the one that was asked for. */
export const serverListeningOtherPort = defineCheck({
  id: 'server-listening-other-port',
  layer: 'server',
  severity: 'error',
  needs: ['request', 'target', 'files.cert'],
  reads: ['local.elsewhere', 'tcp.path'],
  explains: ['tcp.path', 'tcp.connect'],
  absorbs: ['tcp-refused', 'server-not-listening', 'server-port-privileged'],
  run({ request, target, 'files.cert': { path: certFile, chain }, 'local.elsewhere': others, 'tcp.path': path }) {
    if (request.mode !== 'server' || path?.state !== 'failed') return null;
    const found = others.find(
      ({ entry }) => entry.state === 'ok' && entry.value.publicKeySha256 === chain[0]?.publicKeySha256,
    );
    if (!found) return null;
    return {
      params: { port: target.port, other: Number(found.at), certFile },
      confidence: 'certain',
      ruledOut: [{ code: 'server-not-listening', because: 'key-served-elsewhere', params: { port: found.at } }],
    };
  },
  fix: ({ port, other }) => [
    {
      text: 'use',
      commands: [command('llave', 'doctor', '--server', '--port', other)],
      where: 'here',
      needsRoot: false,
    },
    { text: 'move', commands: [command('llave', 'serve', '--port', port)], where: 'here', needsRoot: port < 1024 },
  ],
});
