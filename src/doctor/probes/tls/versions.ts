import { buildClientHello } from '../../../tls/hello/build.ts';
import { versionHello } from '../../../tls/hello/presets.ts';
import { TLS10, TLS11, TLS12, TLS13 } from '../../../tls/tables/versions.ts';
import { asFailure } from '../../failure.ts';
import { defineProbe } from '../../probe.ts';
import { helloExchange, preambleOf } from '../peer/plain.ts';

const VERSIONS: Readonly<Record<string, number>> = {
  TLSv1: TLS10,
  'TLSv1.1': TLS11,
  'TLSv1.2': TLS12,
  'TLSv1.3': TLS13,
};

/** One hello for each protocol version, built by us, so that the policy of the local OpenSSL has no say. */
export const versionsProbe = defineProbe({
  yields: 'tls.version',
  stage: 'battery',
  separates: ['tls.handshake'],
  connects: true,
  timeoutMs: 1000,
  needs: ['tcp.path', 'target'],
  reads: ['tls.handshake'],
  // Only a peer that was heard to speak TLS, or to hang up on a hello, has versions to ask for.
  instances: ({ 'tls.handshake': handshake }) => {
    if (handshake?.state !== 'failed') return [];
    const { phase, wire } = handshake.failure;
    const chose = wire.serverHello?.version ?? 0;
    if (phase !== 'before-server-hello' && chose >= TLS12) return [];
    return ['ALERT', 'TLS_ERROR', 'FIN', 'RST'].includes(handshake.failure.code) ? Object.keys(VERSIONS) : [];
  },
  async run({ 'tcp.path': path, 'tls.handshake': handshake, target }, context, at) {
    try {
      const { bytes } = buildClientHello(versionHello(VERSIONS[at] ?? TLS12, { serverName: target.servername }));
      return { value: await helloExchange(path, bytes, context, preambleOf(handshake, target)) };
    } catch (error) {
      return { failure: asFailure(error) };
    }
  },
});
