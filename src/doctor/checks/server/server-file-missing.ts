import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';

/** A file that the server needs is not where it was looked for. */
export const serverFileMissing = defineCheck({
  id: 'server-file-missing',
  layer: 'server',
  severity: 'error',
  needs: ['request'],
  reads: ['files.key', 'files.cert', 'tcp.path'],
  explains: ['files.key', 'files.cert'],
  run({ request, 'files.key': key, 'files.cert': cert, 'tcp.path': path }) {
    const missing = [key, cert].flatMap((entry) =>
      entry?.state === 'failed' && entry.failure.code === 'ENOENT' ? [entry.failure.path] : [],
    );
    if (missing.length === 0) return null;
    // A server that runs has its files elsewhere; the default names say nothing about it.
    if (request.mode === 'server' && !request.filesNamed && path?.state === 'ok') return null;
    const { keyFile, certFile } = request;
    return {
      params: { files: missing, keyFile, certFile, keyMissing: missing.includes(keyFile) },
      confidence: 'certain',
    };
  },
  fix: ({ keyFile, certFile, keyMissing }) => [
    ...(keyMissing
      ? [
          {
            text: 'key',
            commands: [command('llave', 'genkey', '-o', keyFile)],
            where: 'here',
            needsRoot: false,
          } as const,
        ]
      : []),
    {
      text: 'certificate',
      commands: [command('llave', 'selfsign', '--key', keyFile, '-H', 'localhost', '-H', '127.0.0.1', '-o', certFile)],
      where: 'here',
      needsRoot: false,
    },
    {
      text: 'elsewhere',
      commands: [command('llave', 'doctor', '--key', 'KEY', '--cert', 'CERT')],
      where: 'here',
      needsRoot: false,
    },
  ],
});
