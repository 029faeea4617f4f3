import { defineCheck } from '../../check.ts';
import { reissue } from '../../fixes/certificate.ts';

/** The certificate says that its server staples an OCSP response, and the server staples none that can be used. */
export const certMustStaple = defineCheck({
  id: 'cert-must-staple',
  layer: 'cert',
  severity: 'warning',
  needs: ['request', 'tls.handshake'],
  reads: ['cert.stapled'],
  explains: [],
  precedes: ['cert-ca-as-leaf'],
  run({ request, 'tls.handshake': { chain, wire }, 'cert.stapled': stapled }) {
    const [leaf] = chain;
    const useless = stapled?.state === 'ok' && stapled.value.status === 'unknown';
    if (!leaf?.mustStaple || (wire.certificates[0]?.ocspResponse !== undefined && !useless)) return null;
    return {
      params: { subject: leaf.subject, certFile: request.certFile, here: request.mode !== 'target' },
      confidence: 'certain',
    };
  },
  fix: ({ certFile, here }) => [
    { text: 'staple', commands: [], where: here ? 'here' : 'server', needsRoot: false },
    reissue('reissue', here ? 'here' : 'server', certFile),
  ],
});
