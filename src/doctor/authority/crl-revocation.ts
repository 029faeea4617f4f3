import type { CertificateList } from '../../pki/parse/certificate-list.ts';
import { verifyChain } from '../../pki/verify/index.ts';
import type { Revocation, Trust } from '../evidence/cert.ts';
import type { Request } from '../evidence/request.ts';
import type { TlsSession } from '../evidence/tls.ts';
import { chainInput } from '../probes/cert/chain.ts';

interface Question {
  readonly request: Request;
  readonly session: TlsSession;
  readonly trust: Trust;
}

const NOTHING = { since: '', reason: '', crlIssuer: '', problem: '' } as const;

/** What CRLs say of the leaf: its issuer's own is enough, where OpenSSL wants one for each CA of the chain. */
export async function crlRevocation(
  crls: readonly CertificateList[],
  { request, session, trust }: Question,
): Promise<Revocation> {
  const input = await chainInput(request, session, trust);
  if (!input) return { ...NOTHING, status: 'unknown', problem: 'malformed' };
  const result = verifyChain({ ...input, crls, revocation: 'leaf' });
  if (result.ok) return { ...NOTHING, status: 'good' };
  const { code, params } = result.reason;
  const text = (name: string) => String(params[name] ?? '');
  const crlIssuer = text('crlIssuer');
  if (code !== 'revoked') return { ...NOTHING, status: 'unknown', crlIssuer, problem: text('problem') || code };
  return { status: 'revoked', since: text('revocationDate'), reason: text('reason'), crlIssuer, problem: '' };
}
