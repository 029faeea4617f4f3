import { asFailure } from '../../failure.ts';
import { defineProbe } from '../../probe.ts';
import { plainExchange } from './plain.ts';

/** A plain HTTP request to what did not speak TLS. */
export const httpProbe = defineProbe({
  yields: 'peer.http',
  stage: 'battery',
  separates: ['tls.handshake'],
  connects: true,
  timeoutMs: 800,
  needs: ['target', 'tcp.path'],
  reads: ['tls.handshake'],
  // Whoever sent a TLS record speaks TLS.
  when: ({ 'tls.handshake': handshake }) =>
    handshake?.state === 'failed' && (handshake.failure.code === 'NOT_TLS' || handshake.failure.raw.bytesIn === 0),
  async run({ target, 'tcp.path': path }, context) {
    try {
      const words = `HEAD / HTTP/1.0\r\nHost: ${target.host}\r\n\r\n`;
      return { value: await plainExchange(path, words, context) };
    } catch (error) {
      return { failure: asFailure(error) };
    }
  },
});
