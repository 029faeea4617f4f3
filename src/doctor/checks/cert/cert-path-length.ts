import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { pathReason } from '../../facts/path-reason.ts';
import { hostPort } from '../../target.ts';

/** More CAs stand below one than it may have. */
export const certPathLength = defineCheck({
  id: 'cert-path-length',
  layer: 'cert',
  severity: 'error',
  needs: ['target', 'tls.handshake'],
  reads: ['cert.path'],
  explains: ['cert.path'],
  run({ target, 'cert.path': path }) {
    const reason = pathReason(path, 'path-length-exceeded', 'max-depth-exceeded');
    if (!reason) return null;
    return {
      params: {
        authority: reason.certificate.subject,
        limit: Number(reason.params.limit ?? 0),
        below: String(reason.params.exceededBy ?? ''),
        target: hostPort(target.host, target.port),
      },
      confidence: 'certain',
      ruledOut: [{ code: 'cert-unknown-ca', because: 'chain-was-built' }],
    };
  },
  fix: ({ target }) => [
    { text: 'reissue', commands: [], where: 'server', needsRoot: false },
    { text: 'look', commands: [command('llave', 'inspect', target)], where: 'here', needsRoot: false },
  ],
});
