import { defineProbe } from '../../probe.ts';

/** Whether the certificate is for the name that was asked for: a wrong one may be the certificate of a wrong machine. */
export const certNameProbe = defineProbe({
  yields: 'cert.name',
  stage: 'quick',
  connects: false,
  needs: ['target', 'tls.handshake'],
  reads: [],
  async run({ target, 'tls.handshake': { nameMatches } }) {
    return nameMatches ? { value: { name: target.servername } } : { failure: { code: 'NAME_MISMATCH' } };
  },
});
