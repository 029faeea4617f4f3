import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { clientVerdict } from '../../facts/client-certificate.ts';

/** The server does not accept whoever issued our client certificate. */
export const tlsClientCertUntrusted = defineCheck({
  id: 'tls-client-cert-untrusted',
  layer: 'tls',
  severity: 'error',
  needs: ['target', 'request', 'client.certificate'],
  reads: ['tls.handshake'],
  explains: ['tls.handshake'],
  run({ target, request, 'client.certificate': own, 'tls.handshake': handshake }) {
    const verdict = clientVerdict(own, handshake, request.at);
    if (verdict?.fault !== 'untrusted') return null;
    const { confidence, ruledOut, alert } = verdict;
    const params = {
      ...{ host: target.host, port: target.port, path: own.path, alert },
      ...{ issuer: verdict.issuer, accepted: verdict.accepted },
    };
    return { params, confidence, ruledOut };
  },
  fix: ({ path }) => [
    { text: 'look', commands: [command('llave', 'inspect', path)], where: 'here', needsRoot: false },
    {
      text: 'another',
      commands: [command('llave', 'csr', '--from', path, '-o', 'client.csr')],
      where: 'here',
      needsRoot: false,
    },
  ],
});
