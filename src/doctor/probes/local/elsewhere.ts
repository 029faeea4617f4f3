import { tappedTlsConnect } from '../../../tls/tap/tapped-connect.ts';
import { certificateFacts } from '../../facts/certificate.ts';
import { defineProbe } from '../../probe.ts';

const MOST_PORTS = 5;

/** Where the port of this machine's server is closed: which certificate its other listening ports show. */
export const elsewhereProbe = defineProbe({
  yields: 'local.elsewhere',
  stage: 'battery',
  separates: ['tcp.path'],
  connects: true,
  timeoutMs: 700,
  needs: ['request', 'target', 'local.listen'],
  reads: [],
  when: ({ request }) => request.mode === 'server',
  instances: ({ target, 'local.listen': { rows } }) =>
    [...new Set(rows.map(({ port }) => port))]
      // What the system hands out to clients is no server's port.
      .filter((port) => port !== target.port && port < 32768)
      .sort((a, b) => Math.abs(a - target.port) - Math.abs(b - target.port))
      .slice(0, MOST_PORTS)
      .map(String),
  async run({ 'local.listen': { rows } }, { network, timeoutMs, signal }, at) {
    const port = Number(at);
    const row = rows.find((one) => one.port === port);
    const address = { '0.0.0.0': '127.0.0.1', '::': '::1' }[row?.address ?? ''] ?? row?.address ?? '127.0.0.1';
    const socket = await network.connect({ address, port, timeoutMs, signal });
    const connection = await tappedTlsConnect({ address, port, socket, timeoutMs, signal });
    connection.close();
    const der = connection.observe().wire.certificates[0]?.der;
    if (der === undefined) return { failure: { code: 'NO_TLS' } };
    return { value: { port, publicKeySha256: certificateFacts(Buffer.from(der, 'base64')).publicKeySha256 } };
  },
});
