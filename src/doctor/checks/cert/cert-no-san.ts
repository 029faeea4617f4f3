import { defineCheck } from '../../check.ts';
import { namedInSubject, subjectMaySuffice } from '../../facts/subject-name.ts';
import { reissue } from '../../fixes/certificate.ts';

/** The certificate has no subjectAltName: what it is for is only guessed from its common name. */
export const certNoSan = defineCheck({
  id: 'cert-no-san',
  layer: 'cert',
  severity: 'warning',
  needs: ['request', 'target', 'tls.handshake'],
  reads: [],
  explains: [],
  precedes: ['cert-ca-as-leaf'],
  run({ request, target, 'tls.handshake': { chain } }) {
    const [leaf] = chain;
    if (!leaf || leaf.hasSan) return null;
    // Whose common name is another one is for somebody else.
    if (!namedInSubject(leaf, target.servername)) return null;
    return {
      params: {
        subject: leaf.subject,
        commonName: leaf.commonName,
        name: target.servername,
        certFile: request.certFile,
        here: request.mode !== 'target',
      },
      severity: subjectMaySuffice(target.servername) ? 'warning' : 'error',
      confidence: 'certain',
      ruledOut: [{ code: 'cert-hostname', because: 'no-names' }],
    };
  },
  fix: ({ name, certFile, here }) => [reissue('reissue', here ? 'here' : 'server', certFile, [name])],
});
