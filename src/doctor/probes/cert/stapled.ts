import { leafAndIssuer, ocspRevocation } from '../../authority/leaf-issuer.ts';
import { defineProbe } from '../../probe.ts';

/** What the OCSP response says that the server stapled to its certificate (RFC 6066 section 8, RFC 8446 4.4.2.1). */
export const stapledProbe = defineProbe({
  yields: 'cert.stapled',
  stage: 'quick',
  connects: false,
  needs: ['request', 'tls.handshake', 'cert.trust', 'cert.path'],
  reads: [],
  when: ({ 'tls.handshake': { wire } }) => wire.certificates[0]?.ocspResponse !== undefined,
  async run({ request, 'tls.handshake': session, 'cert.trust': trust }) {
    const pair = await leafAndIssuer(request, session, trust);
    if (!pair) return { failure: { code: 'NO_ISSUER' } };
    const der = Buffer.from(session.wire.certificates[0]?.ocspResponse ?? '', 'base64');
    return { value: await ocspRevocation(der, pair, request.at) };
  },
});
