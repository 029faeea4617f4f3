import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { changedHello, exchangedCertificate, isOwnFront } from '../../facts/two-ends.ts';
import { hostPort } from '../../target.ts';

/** The reference server did not receive what was sent: TLS ends and begins anew somewhere in between. */
export const connectionAltered = defineCheck({
  id: 'connection-altered',
  layer: 'tls',
  severity: 'warning',
  needs: ['target', 'tls.handshake'],
  reads: ['chat.status', 'cert.path'],
  explains: [],
  run({ target, 'tls.handshake': { chain, address }, 'chat.status': statuses, 'cert.path': path }) {
    const exchanged = exchangedCertificate(statuses);
    // Who signs in the place of the server's authority is more than a load balancer.
    if (exchanged && !isOwnFront(exchanged, path, chain[0])) return null;
    const hello = changedHello(statuses);
    if (!exchanged && !hello) return null;
    return {
      params: {
        host: target.host,
        changed: [...(hello?.parts ?? []), ...(exchanged ? ['certificate'] : [])],
        sentBytes: hello?.sent.bytes ?? 0,
        receivedBytes: hello?.received.bytes ?? 0,
        sentAlpn: hello?.sent.alpn ?? [],
        receivedAlpn: hello?.received.alpn ?? [],
        address,
        target: hostPort(target.host, target.port),
      },
      confidence: 'certain',
      ruledOut: [
        exchanged
          ? { code: 'cert-intercepted', because: 'authority-of-its-own', params: { issuer: exchanged.seen.issuer } }
          : { code: 'cert-intercepted', because: 'certificate-arrived' },
      ],
    };
  },
  fix: ({ target, address }) => [
    { text: 'pass', commands: [], where: 'network', needsRoot: false },
    { text: 'look', commands: [command('llave', 'inspect', target)], where: 'here', needsRoot: false },
    {
      text: 'beside',
      commands: [command('llave', 'doctor', target, '--address', address)],
      where: 'server',
      needsRoot: false,
    },
  ],
});
