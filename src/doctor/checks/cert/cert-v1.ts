import { defineCheck } from '../../check.ts';
import { TRUST_FINDINGS } from '../../facts/path-reason.ts';
import { reissue } from '../../fixes/certificate.ts';

/** The certificate is X.509 version 1: without extensions, so without names that clients look at. */
export const certV1 = defineCheck({
  id: 'cert-v1',
  layer: 'cert',
  severity: 'warning',
  needs: ['request', 'target', 'tls.handshake'],
  reads: [],
  explains: [],
  absorbs: ['cert-no-san'],
  precedes: [...TRUST_FINDINGS, 'cert-ca-as-leaf'],
  run({ request, target, 'tls.handshake': { chain } }) {
    const [leaf] = chain;
    if (leaf?.version !== 1) return null;
    const same = leaf.commonName.toLowerCase() === target.servername.toLowerCase();
    return {
      params: {
        subject: leaf.subject,
        name: target.servername,
        certFile: request.certFile,
        here: request.mode !== 'target',
      },
      // Where even the common name is another one, no client accepts it.
      severity: same ? 'warning' : 'error',
      confidence: 'certain',
      ruledOut: [{ code: 'cert-no-san', because: 'version-has-none' }],
    };
  },
  fix: ({ name, certFile, here }) => [reissue('reissue', here ? 'here' : 'server', certFile, [name])],
});
