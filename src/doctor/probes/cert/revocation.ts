import { parseCertificateLists } from '../../../pki/parse/bundle.ts';
import type { CertificateList } from '../../../pki/parse/certificate-list.ts';
import { verifyChain } from '../../../pki/verify/index.ts';
import { defineProbe } from '../../probe.ts';
import { chainInput } from './chain.ts';

/** Whether the CRLs of `--crl` revoke the leaf. OpenSSL wants one for each CA of the chain; the leaf's own is enough here. */
export const revocationProbe = defineProbe({
  yields: 'cert.revocation',
  stage: 'quick',
  connects: false,
  needs: ['request', 'tls.handshake', 'cert.trust', 'cert.path'],
  reads: [],
  when: ({ request }) => request.crlFiles.length > 0,
  async run({ request, 'tls.handshake': session, 'cert.trust': trust }, { system }) {
    const input = await chainInput(request, session, trust);
    if (!input) return { failure: { code: 'NO_CERTIFICATE' } };
    const crls: CertificateList[] = [];
    for (const file of request.crlFiles) crls.push(...parseCertificateLists((await system.readFile(file)).bytes));
    const result = verifyChain({ ...input, crls, revocation: 'leaf' });
    const nothing = { since: '', reason: '', crlIssuer: '', problem: '' };
    if (result.ok) return { value: { ...nothing, status: 'good' } };
    const { code, params } = result.reason;
    const text = (name: string) => String(params[name] ?? '');
    const crlIssuer = text('crlIssuer');
    if (code !== 'revoked')
      return { value: { ...nothing, status: 'unknown', crlIssuer, problem: text('problem') || code } };
    const value = {
      status: 'revoked',
      since: text('revocationDate'),
      reason: text('reason'),
      crlIssuer,
      problem: '',
    } as const;
    return { value };
  },
});
