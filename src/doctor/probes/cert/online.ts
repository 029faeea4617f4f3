import { parseCertificateLists } from '../../../pki/parse/bundle.ts';
import type { Certificate } from '../../../pki/parse/certificate.ts';
import { crlRevocation } from '../../authority/crl-revocation.ts';
import { fetchFailure, fetchSource, isFetchable } from '../../authority/fetch.ts';
import { leafAndIssuer, ocspRevocation } from '../../authority/leaf-issuer.ts';
import { defineProbe } from '../../probe.ts';

const MAX_OCSP_BYTES = 256 * 1024;
const MAX_CRL_BYTES = 32 * 1024 * 1024;

/**
 * With `--fetch`: asks the authority itself whether it revoked the leaf, at the OCSP responder that the certificate names, else
 * in the CRL that it names.
 */
export const onlineProbe = defineProbe({
  yields: 'cert.online',
  stage: 'quick',
  connects: true,
  needs: ['request', 'tls.handshake', 'cert.trust', 'cert.path'],
  reads: [],
  when: ({ request, 'tls.handshake': { chain } }) =>
    request.fetch === true && ((chain[0]?.ocsp.some(isFetchable) || chain[0]?.crls.some(isFetchable)) ?? false),
  async run({ request, 'tls.handshake': session, 'cert.trust': trust }, context) {
    const pair = await leafAndIssuer(request, session, trust);
    if (!pair) return { failure: { code: 'NO_ISSUER' } };
    const [facts] = session.chain;
    const responder = facts?.ocsp.find(isFetchable);
    const url = responder ?? facts?.crls.find(isFetchable) ?? '';
    try {
      if (responder === undefined) {
        const bytes = await fetchSource({ url, maxBytes: MAX_CRL_BYTES }, context);
        return { value: await crlRevocation(parseCertificateLists(bytes), { request, session, trust }) };
      }
      const response = await fetchSource({ url, body: await question(pair), maxBytes: MAX_OCSP_BYTES }, context);
      return { value: await ocspRevocation(response, pair, request.at) };
    } catch (error) {
      return { failure: fetchFailure(error, url) };
    }
  },
});

async function question({ leaf, issuer }: { readonly leaf: Certificate; readonly issuer: Certificate }) {
  const { ocspRequest } = await import('../../../pki/ocsp/request.ts');
  return { type: 'application/ocsp-request', bytes: ocspRequest(leaf, issuer) };
}
