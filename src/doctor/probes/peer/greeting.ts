import { asFailure } from '../../failure.ts';
import { defineProbe } from '../../probe.ts';
import { plainExchange } from './plain.ts';

/** A connection on which we say nothing: SMTP, IMAP, SSH, MySQL and their like speak first. */
export const greetingProbe = defineProbe({
  yields: 'peer.greeting',
  stage: 'battery',
  separates: ['tls.handshake'],
  connects: true,
  timeoutMs: 800,
  needs: ['tcp.path'],
  reads: ['tls.handshake'],
  when: ({ 'tls.handshake': handshake }) =>
    handshake?.state === 'failed' && (handshake.failure.code === 'NOT_TLS' || handshake.failure.raw.bytesIn === 0),
  async run({ 'tcp.path': path }, context) {
    try {
      return { value: await plainExchange(path, '', context) };
    } catch (error) {
      return { failure: asFailure(error) };
    }
  },
});
