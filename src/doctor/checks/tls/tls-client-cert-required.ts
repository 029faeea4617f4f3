import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { hangsUp, parted } from '../../facts/parting.ts';
import { hostPort } from '../../target.ts';

/** RFC 8446 section 6.2: what a server says that misses a client certificate. */
const CERTIFICATE_REQUIRED = 116;

/** The server lets nobody in without a client certificate, and none was given. */
export const tlsClientCertRequired = defineCheck({
  id: 'tls-client-cert-required',
  layer: 'tls',
  severity: 'error',
  needs: ['target', 'request'],
  reads: ['tls.handshake', 'tls.parting'],
  explains: ['tls.handshake'],
  run({ target, request, 'tls.handshake': handshake, 'tls.parting': parting }) {
    if (request.clientCertificate) return null;
    // A server that looks at it by itself, after the handshake, hangs up without a word.
    if (hangsUp(handshake, parting) === 'always' && parted(handshake)?.certificateRequested) {
      return {
        params: { host: target.host, port: target.port, issuers: [], alert: 0, parted: 1 },
        confidence: 'likely',
        ruledOut: [{ code: 'tls-client-cert-untrusted', because: 'none-sent' }],
      };
    }
    if (handshake?.state !== 'failed') return null;
    const { alert, phase, wire, issuers } = handshake.failure;
    if (alert?.by !== 'peer') return null;
    const named = alert.number === CERTIFICATE_REQUIRED;
    // Older servers say handshake_failure, after they asked for a certificate in the clear (TLS 1.2).
    const asked = wire.certificateRequest !== undefined && phase !== 'before-server-hello';
    if (!named && !asked) return null;
    const params = { host: target.host, port: target.port, issuers: issuers ?? [], alert: alert.number, parted: 0 };
    return {
      params,
      confidence: 'certain',
      ruledOut: [
        { code: 'tls-client-cert-untrusted', because: 'none-sent' },
        { code: 'tls-no-shared-cipher', because: 'after-server-hello' },
      ],
    };
  },
  fix: ({ host, port }) => [
    {
      text: 'give',
      commands: [command('llave', 'doctor', hostPort(host, port), '--cert', 'client.crt', '--key', 'client.key')],
      where: 'here',
      needsRoot: false,
    },
    {
      text: 'make',
      commands: [command('llave', 'csr', '--key', 'client.key', '-s', '/CN=client', '-o', 'client.csr')],
      where: 'here',
      needsRoot: false,
    },
  ],
});
