import { defineCheck } from '../../check.ts';
import { pathReason, TRUST_FINDINGS } from '../../facts/path-reason.ts';
import { forServers } from '../../facts/traits.ts';
import { reissue } from '../../fixes/certificate.ts';

/** The purposes of the leaf, or of an authority above it, leave servers out. */
export const certEku = defineCheck({
  id: 'cert-eku',
  layer: 'cert',
  severity: 'error',
  needs: ['request', 'tls.handshake'],
  reads: ['cert.path'],
  explains: ['cert.path'],
  precedes: TRUST_FINDINGS,
  run({ request, 'tls.handshake': { chain }, 'cert.path': path }) {
    const reason = pathReason(path, 'extended-key-usage-missing-purpose');
    const [leaf] = chain;
    const one =
      leaf && !forServers(leaf.purposes)
        ? leaf
        : chain.find(({ fingerprint256 }) => fingerprint256 === reason?.certificate.fingerprint256);
    if (!one) return null;
    return {
      params: {
        subject: one.subject,
        purposes: one.purposes ?? [],
        place: chain.indexOf(one) + 1,
        certFile: request.certFile,
        here: request.mode !== 'target',
      },
      confidence: 'certain',
    };
  },
  fix: ({ place, certFile, here }) => [
    place === 1
      ? reissue('reissue', here ? 'here' : 'server', certFile)
      : { text: 'other-authority', commands: [], where: 'server', needsRoot: false },
  ],
});
