import type { Certificate } from '../../pki/parse/certificate.ts';
import { verifyChain } from '../../pki/verify/index.ts';
import type { Revocation, Trust } from '../evidence/cert.ts';
import type { Request } from '../evidence/request.ts';
import type { TlsSession } from '../evidence/tls.ts';
import { chainInput } from '../probes/cert/chain.ts';

/** The leaf and who issued it, by the path that was found; undefined where the leaf is its own anchor. */
export async function leafAndIssuer(
  request: Request,
  session: TlsSession,
  trust: Trust,
): Promise<{ readonly leaf: Certificate; readonly issuer: Certificate } | undefined> {
  const input = await chainInput(request, session, trust);
  if (!input) return undefined;
  const result = verifyChain(input);
  const [leaf, issuer] = result.ok ? result.path : [];
  return leaf && issuer ? { leaf, issuer } : undefined;
}

/** What an OCSP response says, as evidence. Bytes that are none say nothing. */
export async function ocspRevocation(
  der: Buffer,
  { leaf, issuer }: { readonly leaf: Certificate; readonly issuer: Certificate },
  at: string,
): Promise<Revocation> {
  const { judgeOcsp } = await import('../../pki/ocsp/judge.ts');
  const { parseOcspResponse } = await import('../../pki/ocsp/response.ts');
  const base = { since: '', reason: '', crlIssuer: issuer.subject.toString(), problem: '' };
  try {
    const verdict = judgeOcsp(parseOcspResponse(der), leaf, issuer, new Date(at));
    if (verdict.status === 'unknown') return { ...base, status: 'unknown', problem: verdict.problem };
    if (verdict.status === 'good') return { ...base, status: 'good' };
    return { ...base, status: 'revoked', since: verdict.since.toISOString(), reason: verdict.reason };
  } catch {
    // Whatever is wrong with the bytes, they are no OCSP response.
    return { ...base, status: 'unknown', problem: 'malformed' };
  }
}
