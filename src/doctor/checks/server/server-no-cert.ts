import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';

/** The certificate file is there and empty: some servers start with it, and refuse every client. */
export const serverNoCert = defineCheck({
  id: 'server-no-cert',
  layer: 'server',
  severity: 'error',
  needs: ['request'],
  reads: ['files.cert'],
  explains: ['files.cert', 'tls.handshake'],
  run({ request, 'files.cert': cert }) {
    if (cert?.state !== 'failed' || cert.failure.code !== 'EMPTY') return null;
    return { params: { certFile: cert.failure.path, keyFile: request.keyFile }, confidence: 'certain' };
  },
  fix: ({ certFile, keyFile }) => [
    {
      text: 'make',
      commands: [command('llave', 'selfsign', '--key', keyFile, '-H', 'localhost', '-o', certFile, '--force')],
      where: 'here',
      needsRoot: false,
    },
  ],
});
