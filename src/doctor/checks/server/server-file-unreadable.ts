import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';

const REASONS: readonly string[] = ['EACCES', 'EPERM', 'EISDIR', 'TOO_LARGE', 'ELOOP', 'EIO'];

/** A file of the server is there and cannot be read. */
export const serverFileUnreadable = defineCheck({
  id: 'server-file-unreadable',
  layer: 'server',
  severity: 'error',
  needs: ['request'],
  reads: ['files.key', 'files.cert'],
  explains: ['files.key', 'files.cert'],
  run({ 'files.key': key, 'files.cert': cert }) {
    for (const entry of [key, cert]) {
      if (entry?.state !== 'failed' || !REASONS.includes(entry.failure.code)) continue;
      const { path, code } = entry.failure;
      return { params: { file: path, errno: code }, confidence: 'certain' };
    }
    return null;
  },
  fix: ({ file, errno }) => [
    { text: 'look', commands: [command('ls', '-ld', file)], where: 'here', needsRoot: false },
    ...(errno === 'EACCES' || errno === 'EPERM'
      ? [{ text: 'own', commands: [`chown "$USER" ${command(file)}`], where: 'here', needsRoot: true } as const]
      : []),
  ],
});
