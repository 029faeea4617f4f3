import { verifyChain } from '../../../pki/verify/index.ts';
import { fetchFailure, fetchSource, isFetchable } from '../../authority/fetch.ts';
import type { CertificateFacts } from '../../facts/certificate.ts';
import { certificatesIn } from '../../facts/pem.ts';
import { defineProbe } from '../../probe.ts';
import { chainInput, parsed } from './chain.ts';

const MAX_CERTIFICATE_BYTES = 256 * 1024;

/** More intermediates than that stand below no root that is in use. */
const MOST_FETCHED = 4;

/**
 * With `--fetch`: the certificates that the server should have sent, from where the last one that it did send says that its
 * issuer is (RFC 5280 4.2.2.1), and so on, and whether they make the chain whole: the proof that only they were missing.
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
    const input = await chainInput(request, session, trust);
    const fetched: CertificateFacts[] = [];
    const urls: string[] = [];
    let completes = false;
    for (let top = last; top && !top.selfSigned && !completes && urls.length < MOST_FETCHED; top = fetched.at(-1)) {
      const url = top.caIssuers.find(isFetchable);
      if (url === undefined) break;
      try {
        // RFC 5280 4.2.2.1: one certificate in DER; some authorities serve PEM all the same.
        const [issuer] = certificatesIn(await fetchSource({ url, maxBytes: MAX_CERTIFICATE_BYTES }, context));
        if (!issuer || !input) return { failure: { code: 'NO_CERTIFICATE', url } };
        urls.push(url);
        fetched.push(issuer);
      } catch (error) {
        // What was fetched before is evidence all the same.
        if (fetched.length === 0) return { failure: fetchFailure(error, url) };
        break;
      }
      const intermediates = [...(input.intermediates ?? []), ...parsed(fetched.map(({ der }) => der))];
      completes = verifyChain({ ...input, intermediates }).ok;
    }
    const [first] = fetched;
    if (!first) return { failure: { code: 'NO_CERTIFICATE', url: '' } };
    const selfSigned = fetched.at(-1)?.selfSigned === true;
    return { value: { url: urls[0] ?? '', subject: first.subject, urls, selfSigned, completes } };
  },
});
