import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { clientVerdict } from '../../facts/client-certificate.ts';

/** Our client certificate has expired. */
export const tlsClientCertExpired = defineCheck({
  id: 'tls-client-cert-expired',
  layer: 'tls',
  severity: 'error',
  needs: ['target', 'request', 'client.certificate'],
  reads: ['tls.handshake'],
  explains: ['tls.handshake'],
  run({ target, request, 'client.certificate': own, 'tls.handshake': handshake }) {
    const verdict = clientVerdict(own, handshake, request.at);
    if (verdict?.fault !== 'expired') return null;
    const { confidence, ruledOut, alert } = verdict;
    const params = {
      ...{ host: target.host, port: target.port, path: own.path, alert },
      ...{ issuer: verdict.issuer, notAfter: verdict.notAfter },
    };
    return { params, confidence, ruledOut };
  },
  fix: ({ path }) => [
    { text: 'look', commands: [command('llave', 'inspect', path)], where: 'here', needsRoot: false },
    {
      text: 'another',
      commands: [command('llave', 'renew', path)],
      where: 'here',
      needsRoot: false,
    },
  ],
});
