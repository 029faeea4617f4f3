import { defineCheck } from '../../check.ts';
import type { CertificateFacts } from '../../facts/certificate.ts';
import { pathReason, TRUST_FINDINGS } from '../../facts/path-reason.ts';
import { barredFromTls, forServers } from '../../facts/traits.ts';
import { reissue } from '../../fixes/certificate.ts';

/** X509_V_ERR_INVALID_PURPOSE by the name that Node gives it. */
const WRONG_PURPOSE = 'INVALID_PURPOSE';

const withoutServers = ({ purposes }: CertificateFacts) => purposes !== null && !purposes.includes('serverAuth');

/** The purposes of the leaf, or of an authority above it, leave servers out. */
export const certEku = defineCheck({
  id: 'cert-eku',
  layer: 'cert',
  severity: 'error',
  needs: ['request', 'tls.handshake'],
  reads: ['cert.path'],
  explains: ['cert.path'],
  precedes: TRUST_FINDINGS,
  run({ request, 'tls.handshake': { chain, authorization }, 'cert.path': path }) {
    const reason = pathReason(path, 'extended-key-usage-missing-purpose');
    const [leaf] = chain;
    const one =
      leaf && !forServers(leaf.purposes)
        ? leaf
        : chain.find(({ fingerprint256 }) => fingerprint256 === reason?.certificate.fingerprint256);
    // What RFC 5280 allows and OpenSSL does not: any purpose, and a Netscape certificate type without servers.
    const strict = !one && path?.state === 'ok' && authorization === WRONG_PURPOSE && !(leaf && barredFromTls(leaf));
    const refused = one ?? (strict ? (chain.find(withoutServers) ?? leaf) : undefined);
    if (!refused) return null;
    return {
      params: {
        subject: refused.subject,
        purposes: refused.purposes ?? [],
        place: chain.indexOf(refused) + 1,
        strict: strict ? 1 : 0,
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
