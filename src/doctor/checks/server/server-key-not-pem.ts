import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';

/** The key file holds something else than a private key in PEM. */
export const serverKeyNotPem = defineCheck({
  id: 'server-key-not-pem',
  layer: 'server',
  severity: 'error',
  needs: ['request'],
  reads: ['files.key'],
  explains: ['files.key'],
  run({ 'files.key': key }) {
    if (key?.state !== 'failed' || key.failure.code !== 'NO_KEY') return null;
    const { path, kind = 'text' } = key.failure;
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
            mend: { kind: 'pem', file, holds: 'key' },
          } as const,
        ]
      : []),
  ],
});
