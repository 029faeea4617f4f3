import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';

/** The certificate file holds something else than a certificate in PEM. */
export const serverCertNotPem = defineCheck({
  id: 'server-cert-not-pem',
  layer: 'server',
  severity: 'error',
  needs: ['request'],
  reads: ['files.cert'],
  explains: ['files.cert', 'local.server'],
  run({ 'files.cert': cert }) {
    if (cert?.state === 'ok' && cert.value.form === 'der') {
      return { params: { file: cert.value.path, kind: 'der', pem: 'server.pem' }, confidence: 'certain' };
    }
    if (cert?.state !== 'failed' || cert.failure.code !== 'NO_CERTIFICATE') return null;
    const { path, kind = 'text' } = cert.failure;
    return { params: { file: path, kind, pem: 'server.pem' }, confidence: 'certain' };
  },
  fix: ({ file, kind, pem }) => [
    { text: 'look', commands: [command('llave', 'inspect', file)], where: 'here', needsRoot: false },
    ...(kind === 'der'
      ? [
          {
            text: 'convert',
            commands: [command('llave', 'convert', file, '-o', pem)],
            where: 'here',
            needsRoot: false,
            mend: { kind: 'pem', file, holds: 'certificate' },
          } as const,
        ]
      : []),
  ],
});
