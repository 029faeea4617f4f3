import { buildClientHello } from '../../../tls/hello/build.ts';
import { tinyReplyHello } from '../../../tls/hello/presets.ts';
import { asFailure } from '../../failure.ts';
import { defineProbe } from '../../probe.ts';
import { helloExchange } from '../peer/plain.ts';

/** A hello to which every TLS stack answers in seven bytes: tells a hanging program from a path that loses large packets. */
export const tinyHelloProbe = defineProbe({
  yields: 'tls.tiny',
  stage: 'battery',
  separates: ['tls.handshake'],
  connects: true,
  timeoutMs: 800,
  needs: ['tcp.path', 'target'],
  reads: ['tls.handshake'],
  when: ({ 'tls.handshake': handshake }) => handshake?.state === 'failed' && handshake.failure.raw.bytesIn === 0,
  async run({ 'tcp.path': path, target }, context) {
    try {
      const { bytes } = buildClientHello(tinyReplyHello({ serverName: target.servername }));
      return { value: await helloExchange(path, bytes, context) };
    } catch (error) {
      return { failure: asFailure(error) };
    }
  },
});
