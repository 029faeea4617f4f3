import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';

/** The private key is encrypted: the server needs its passphrase to start. */
export const serverKeyEncrypted = defineCheck({
  id: 'server-key-encrypted',
  layer: 'server',
  severity: 'error',
  needs: ['request', 'files.key'],
  reads: ['local.server', 'tls.handshake'],
  explains: ['local.server'],
  run({ request, 'files.key': key, 'local.server': server, 'tls.handshake': handshake }) {
    // A server that runs was told the passphrase.
    if (!key.encrypted || handshake?.state === 'ok' || (request.mode === 'here' && server?.state === 'ok')) return null;
    return { params: { keyFile: key.path, certFile: request.certFile }, confidence: 'certain' };
  },
  fix: ({ keyFile }) => [
    {
      text: 'passphrase',
      commands: [command('llave', 'serve', '--key', keyFile, '--passphrase-file', 'passphrase.txt')],
      where: 'here',
      needsRoot: false,
    },
    {
      text: 'decrypt',
      commands: [command('llave', 'convert', keyFile, '-o', 'plain.key')],
      where: 'here',
      needsRoot: false,
    },
  ],
});
