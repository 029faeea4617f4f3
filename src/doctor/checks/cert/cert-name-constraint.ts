import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { pathReason } from '../../facts/path-reason.ts';
import { hostPort } from '../../target.ts';

/** A CA signed for a name that it may not sign for. */
export const certNameConstraint = defineCheck({
  id: 'cert-name-constraint',
  layer: 'cert',
  severity: 'error',
  needs: ['target', 'tls.handshake'],
  reads: ['cert.path'],
  explains: ['cert.path'],
  run({ target, 'cert.path': path }) {
    const reason = pathReason(path, 'name-constraint-violation');
    if (!reason) return null;
    const { params } = reason;
    return {
      params: {
        subject: reason.certificate.subject,
        name: String(params.name ?? ''),
        authority: String(params.constrainedBy ?? ''),
        excluded: params.list === 'excluded',
        subtrees: Array.isArray(params.subtrees) ? params.subtrees : [String(params.subtree ?? '')],
        target: hostPort(target.host, target.port),
      },
      confidence: 'certain',
      ruledOut: [{ code: 'cert-unknown-ca', because: 'chain-was-built' }],
    };
  },
  fix: ({ target }) => [
    { text: 'names', commands: [], where: 'server', needsRoot: false },
    { text: 'look', commands: [command('llave', 'inspect', target)], where: 'here', needsRoot: false },
  ],
});
