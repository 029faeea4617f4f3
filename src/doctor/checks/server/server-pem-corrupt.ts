import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';

/** A PEM block of the key or certificate file is damaged. */
export const serverPemCorrupt = defineCheck({
  id: 'server-pem-corrupt',
  layer: 'server',
  severity: 'error',
  needs: ['request'],
  reads: ['files.key', 'files.cert'],
  explains: ['files.key', 'files.cert'],
  run({ 'files.key': key, 'files.cert': cert }) {
    for (const entry of [key, cert]) {
      if (entry?.state !== 'failed' || entry.failure.code !== 'PEM_CORRUPT') continue;
      return { params: { file: entry.failure.path, line: entry.failure.line ?? 1 }, confidence: 'certain' };
    }
    return null;
  },
  fix: ({ file, line }) => [
    {
      text: 'look',
      commands: [command('sed', '-n', `${Math.max(1, line - 1)},${line + 1}p`, file)],
      where: 'here',
      needsRoot: false,
    },
    { text: 'copy', commands: [command('llave', 'inspect', file)], where: 'here', needsRoot: false },
  ],
});
