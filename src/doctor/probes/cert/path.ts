import { defineProbe } from '../../probe.ts';

/** Whether the chain that the server showed leads to an anchor that is trusted. */
export const certPathProbe = defineProbe({
  yields: 'cert.path',
  stage: 'quick',
  goal: true,
  connects: false,
  needs: ['tls.handshake'],
  reads: [],
  async run({ 'tls.handshake': { authorization } }) {
    return authorization === 'OK' ? { value: { trusted: true } } : { failure: { code: authorization } };
  },
});
