import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { hostPort } from '../../target.ts';

/** The CRL that was handed in lists the leaf. */
export const certRevoked = defineCheck({
  id: 'cert-revoked',
  layer: 'cert',
  severity: 'error',
  needs: ['request', 'target', 'tls.handshake', 'cert.revocation'],
  reads: [],
  explains: [],
  run({ request, target, 'tls.handshake': { chain }, 'cert.revocation': revocation }) {
    const [leaf] = chain;
    if (!leaf || revocation.status !== 'revoked') return null;
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
