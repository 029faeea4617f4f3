import { parseCertificateLists } from '../../../pki/parse/bundle.ts';
import { crlRevocation } from '../../authority/crl-revocation.ts';
import { defineProbe } from '../../probe.ts';

/** Whether the CRLs of `--crl` revoke the leaf. */
export const revocationProbe = defineProbe({
  yields: 'cert.revocation',
  stage: 'quick',
  connects: false,
  needs: ['request', 'tls.handshake', 'cert.trust', 'cert.path'],
  reads: [],
  when: ({ request }) => request.crlFiles.length > 0,
  async run({ request, 'tls.handshake': session, 'cert.trust': trust }, { system }) {
    const files = await Promise.all(request.crlFiles.map((file) => system.readFile(file)));
    const lists = files.flatMap(({ bytes }) => parseCertificateLists(bytes));
    return { value: await crlRevocation(lists, { request, session, trust }) };
  },
});
