import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';

/** Another program than the server of these files holds the port. */
export const serverPortInUse = defineCheck({
  id: 'server-port-in-use',
  layer: 'server',
  severity: 'error',
  needs: ['request', 'target', 'tcp.path', 'files.cert'],
  reads: ['tls.handshake', 'local.owner'],
  explains: ['tls.handshake'],
  run({ request, target, 'files.cert': cert, 'tls.handshake': handshake, 'local.owner': owner }) {
    if (request.mode !== 'server') return null;
    const served = handshake?.state === 'ok' ? handshake.value.chain[0] : undefined;
    const otherKey = served !== undefined && served.publicKeySha256 !== cert.chain[0]?.publicKeySha256;
    const noTls =
      handshake?.state === 'failed' && (handshake.failure.code === 'NOT_TLS' || handshake.failure.raw.bytesIn === 0);
    if (!otherKey && !noTls) return null;
    const known = owner?.state === 'ok';
    const params = {
      port: target.port,
      program: known ? owner.value.command : '',
      pid: known ? owner.value.pid : 0,
      certFile: cert.path,
    };
    return {
      params,
      confidence: noTls && known ? 'certain' : 'likely',
      ruledOut: [{ code: 'tcp-refused', because: 'tcp-connects' }],
    };
  },
  fix: ({ port, pid }) => [
    {
      text: 'who',
      commands: [command('ss', '-ltnp', `sport = :${port}`)],
      where: 'here',
      needsRoot: pid === 0,
      os: 'linux',
    },
    ...(pid > 0 ? [{ text: 'stop', commands: [command('kill', pid)], where: 'here', needsRoot: false } as const] : []),
    {
      text: 'other',
      commands: [command('llave', 'serve', '--port', port < 65535 ? port + 1 : 12345)],
      where: 'here',
      needsRoot: false,
    },
  ],
});
