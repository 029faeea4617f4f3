import { defineCheck } from '../../check.ts';
import { reissue } from '../../fixes/certificate.ts';

/** The server's own certificate is that of a CA. */
export const certCaAsLeaf = defineCheck({
  id: 'cert-ca-as-leaf',
  layer: 'cert',
  severity: 'warning',
  needs: ['request', 'tls.handshake'],
  reads: [],
  explains: [],
  run({ request, 'tls.handshake': { chain } }) {
    const [leaf] = chain;
    if (!leaf?.ca || leaf.version < 3) return null;
    const { subject, selfSigned } = leaf;
    return {
      params: { subject, selfSigned, certFile: request.certFile, here: request.mode !== 'target' },
      confidence: 'certain',
    };
  },
  fix: ({ certFile, here }) => [reissue('reissue', here ? 'here' : 'server', certFile)],
});
