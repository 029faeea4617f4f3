import { defineCheck } from '../../check.ts';
import { pathReason } from '../../facts/path-reason.ts';
import { barredFromTls } from '../../facts/traits.ts';
import { reissue } from '../../fixes/certificate.ts';

/** The key is used for something that its certificate does not allow: to sign handshakes, or certificates. */
export const certKeyUsage = defineCheck({
  id: 'cert-key-usage',
  layer: 'cert',
  severity: 'warning',
  needs: ['request', 'tls.handshake'],
  reads: ['cert.path'],
  explains: ['cert.path'],
  precedes: ['cert-ca-as-leaf'],
  run({ request, 'tls.handshake': session, 'cert.path': path }) {
    const { chain } = session;
    const reason = pathReason(path, 'key-usage-cert-sign-missing', 'not-a-ca', 'basic-constraints-missing');
    const issuer = chain.find(({ fingerprint256 }) => fingerprint256 === reason?.certificate.fingerprint256);
    const [leaf] = chain;
    const one = issuer ?? leaf;
    // RSA key transport is the one handshake that the server's key does not sign (RFC 5246 7.4.2).
    const needed = issuer ? 'keyCertSign' : /^TLS_RSA_/.test(session.cipher) ? 'keyEncipherment' : 'digitalSignature';
    if (!one || (!issuer && (one.keyUsage === null || one.keyUsage.includes(needed)))) return null;
    return {
      params: {
        subject: one.subject,
        usage: one.keyUsage ?? [],
        needed,
        place: chain.indexOf(one) + 1,
        certFile: request.certFile,
        here: request.mode !== 'target',
      },
      // OpenSSL and Node ask for any usage of TLS, GnuTLS and Chrome for the one in use. Nobody takes what a non-CA signed.
      severity: issuer || barredFromTls(one) ? 'error' : 'warning',
      confidence: 'certain',
    };
  },
  fix: ({ place, certFile, here }) => [
    place === 1
      ? reissue('reissue', here ? 'here' : 'server', certFile)
      : { text: 'other-authority', commands: [], where: 'server', needsRoot: false },
  ],
});
