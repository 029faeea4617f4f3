import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import type { Revocation } from '../../evidence/cert.ts';
import { hostPort } from '../../target.ts';

/** The authority took its word back: in a CRL, a stapled OCSP response, or its answer. */
export const certRevoked = defineCheck({
  id: 'cert-revoked',
  layer: 'cert',
  severity: 'error',
  needs: ['request', 'target', 'tls.handshake'],
  reads: ['cert.revocation', 'cert.stapled', 'cert.online'],
  explains: [],
  run({ request, target, 'tls.handshake': { chain }, ...told }) {
    const [leaf] = chain;
    const words = [told['cert.revocation'], told['cert.stapled'], told['cert.online']];
    const revocation = words.flatMap((entry) => (entry?.state === 'ok' ? [entry.value] : [])).find(isRevocation);
    if (!leaf || revocation === undefined) return null;
    return {
      params: {
        subject: leaf.subject,
        serial: leaf.serial,
        since: revocation.since.slice(0, 10),
        reason: revocation.reason,
        authority: revocation.crlIssuer,
        keyFile: request.certFile.replace(/\.[^.]+$/, '.key'),
        certFile: request.certFile,
        target: hostPort(target.host, target.port),
      },
      confidence: 'certain',
    };
  },
  fix: ({ keyFile, certFile, target }) => [
    {
      text: 'reissue',
      commands: [
        command('llave', 'genkey', '-o', keyFile, '--force'),
        command('llave', 'csr', '--key', keyFile, '--from', certFile),
      ],
      where: 'server',
      needsRoot: false,
    },
    { text: 'look', commands: [command('llave', 'inspect', target)], where: 'here', needsRoot: false },
  ],
});

function isRevocation({ status }: Revocation): boolean {
  return status === 'revoked';
}
