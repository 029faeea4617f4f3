import { verifyChain } from '../../../pki/verify/index.ts';
import { fetchFailure, fetchSource, isFetchable } from '../../authority/fetch.ts';
import { certificatesIn } from '../../facts/pem.ts';
import { defineProbe } from '../../probe.ts';
import { chainInput, parsed } from './chain.ts';

const MAX_CERTIFICATE_BYTES = 256 * 1024;

/**
 * With `--fetch`: the certificate that the server should have sent, from where the last one that it did send says that its
 * issuer is (RFC 5280 4.2.2.1), and whether it makes the chain whole: the proof that only it was missing.
 */
export const issuerProbe = defineProbe({
  yields: 'cert.issuer',
  stage: 'battery',
  separates: ['cert.path'],
  connects: true,
  needs: ['request', 'tls.handshake', 'cert.trust'],
  reads: ['cert.path'],
  when: ({ request, 'cert.path': path, 'tls.handshake': { chain } }) =>
    request.fetch === true &&
    path?.state === 'failed' &&
    ['issuer-not-found', 'cycle-without-anchor'].includes(path.failure.code) &&
    chain.some(({ caIssuers }) => caIssuers.some(isFetchable)),
  async run({ request, 'tls.handshake': session, 'cert.trust': trust, 'cert.path': path }, context) {
    const { chain } = session;
    const open = path?.state === 'failed' ? path.failure.reasons[0]?.certificate.fingerprint256 : undefined;
    const last = chain.find(({ fingerprint256 }) => fingerprint256 === open) ?? chain.at(-1);
    const url = last?.caIssuers.find(isFetchable) ?? '';
    try {
      // RFC 5280 4.2.2.1: one certificate in DER; some authorities serve PEM all the same.
      const bytes = await fetchSource({ url, maxBytes: MAX_CERTIFICATE_BYTES }, context);
      const [issuer] = certificatesIn(bytes);
      const input = await chainInput(request, session, trust);
      if (!issuer || !input) return { failure: { code: 'NO_CERTIFICATE', url } };
      const intermediates = [...(input.intermediates ?? []), ...parsed([issuer.der])];
      const completes = verifyChain({ ...input, intermediates }).ok;
      return { value: { url, subject: issuer.subject, selfSigned: issuer.selfSigned, completes } };
    } catch (error) {
      return { failure: fetchFailure(error, url) };
    }
  },
});
