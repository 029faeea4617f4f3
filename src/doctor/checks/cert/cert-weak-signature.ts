import { defineCheck } from '../../check.ts';
import { pathReason, TRUST_FINDINGS } from '../../facts/path-reason.ts';
import { reissue } from '../../fixes/certificate.ts';

const BROKEN: readonly string[] = ['md2', 'md5', 'sha1'];

/** A certificate that somebody has to believe is signed over a digest that can be forged. */
export const certWeakSignature = defineCheck({
  id: 'cert-weak-signature',
  layer: 'cert',
  severity: 'error',
  needs: ['request', 'tls.handshake'],
  reads: ['cert.path'],
  explains: ['cert.path'],
  precedes: TRUST_FINDINGS,
  run({ request, 'tls.handshake': { chain }, 'cert.path': path }) {
    const reason = pathReason(path, 'signature-algorithm-broken', 'signature-algorithm-unsupported');
    const used = path?.state === 'ok' ? path.value.fingerprints : [reason?.certificate.fingerprint256];
    const place = chain.findIndex(
      ({ signatureHash, selfSigned, fingerprint256 }, index) =>
        BROKEN.includes(signatureHash) && (index === 0 || (!selfSigned && used.includes(fingerprint256))),
    );
    const one = chain[place];
    if (!one) return null;
    return {
      params: {
        subject: one.subject,
        signature: one.signature,
        place: place + 1,
        certFile: request.certFile,
        here: request.mode !== 'target',
      },
      // Who trusts exactly this certificate does not look at its signature; Apple's clients look all the same.
      severity: one.selfSigned ? 'warning' : 'error',
      confidence: 'certain',
    };
  },
  fix: ({ place, certFile, here }) => [
    place === 1
      ? reissue('reissue', here ? 'here' : 'server', certFile)
      : { text: 'other-authority', commands: [], where: 'server', needsRoot: false },
  ],
});
