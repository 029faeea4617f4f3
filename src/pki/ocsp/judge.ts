import { KEY_PURPOSES } from '../oids/key-purposes.ts';
import type { Certificate } from '../parse/certificate.ts';
import { verifySignature } from '../verify/signature.ts';
import { isAbout } from './cert-id.ts';
import type { BasicOcspResponse, OcspResponse, SingleResponse } from './response.ts';

/** Why a response proves nothing. */
export type OcspProblem =
  | 'not-successful'
  | 'other-certificate'
  | 'signature-invalid'
  | 'responder-not-authorised'
  | 'not-yet-valid'
  | 'expired'
  | 'status-unknown';

/** What a response says of a certificate; `good` and `revoked` only where it can be relied on. */
export type OcspVerdict =
  | { readonly status: 'good'; readonly nextUpdate: Date | undefined }
  | { readonly status: 'revoked'; readonly since: Date; readonly reason: string }
  | { readonly status: 'unknown'; readonly problem: OcspProblem };

/** Clocks of responders and clients differ; RFC 6960 4.2.2.1 leaves the allowance to us. */
const SKEW_MS = 5 * 60_000;

/**
 * Judges an OCSP response (RFC 6960 3.2): it must be about this certificate, signed by its issuer or by a responder whom that
 * issuer authorised (4.2.2.2), and of now. A response that is too old still proves a revocation: none is ever taken back.
 *
 * @param at the time to judge at
 */
export function judgeOcsp(
  response: OcspResponse,
  certificate: Certificate,
  issuer: Certificate,
  at: Date,
): OcspVerdict {
  const { basic } = response;
  if (response.status !== 'successful' || basic === undefined) return unknown('not-successful');
  const single = basic.responses.find(({ certId }) => isAbout(certId, certificate, issuer));
  if (single === undefined) return unknown('other-certificate');
  const problem = signerProblem(basic, issuer, at);
  if (problem !== undefined) return unknown(problem);
  return statusOf(single, at);
}

function statusOf(single: SingleResponse, at: Date): OcspVerdict {
  if (single.thisUpdate.getTime() > at.getTime() + SKEW_MS) return unknown('not-yet-valid');
  if (single.status === 'revoked')
    return { status: 'revoked', since: single.revokedAt ?? single.thisUpdate, reason: single.reason ?? 'unspecified' };
  const { nextUpdate } = single;
  if (nextUpdate !== undefined && nextUpdate.getTime() < at.getTime() - SKEW_MS) return unknown('expired');
  return single.status === 'unknown' ? unknown('status-unknown') : { status: 'good', nextUpdate };
}

function unknown(problem: OcspProblem): OcspVerdict {
  return { status: 'unknown', problem };
}

/** What is wrong with who signed; undefined where it is the issuer or its delegate. */
function signerProblem(basic: BasicOcspResponse, issuer: Certificate, at: Date): OcspProblem | undefined {
  if (verifySignature(basic, issuer.subjectPublicKeyInfo) === 'valid') return undefined;
  const signer = basic.certificates.find((one) => verifySignature(basic, one.subjectPublicKeyInfo) === 'valid');
  if (signer === undefined) return 'signature-invalid';
  return isDelegate(signer, issuer, at) ? undefined : 'responder-not-authorised';
}

/** RFC 6960 4.2.2.2: issued by the very CA, for the purpose of signing responses, and valid. */
function isDelegate(signer: Certificate, issuer: Certificate, at: Date): boolean {
  const { notBefore, notAfter } = signer.validity;
  return (
    signer.issuer.equals(issuer.subject) &&
    (signer.value('extendedKeyUsage') ?? []).includes(KEY_PURPOSES.OCSPSigning) &&
    at >= notBefore &&
    at.getTime() <= notAfter.getTime() + 999 &&
    verifySignature(signer, issuer.subjectPublicKeyInfo) === 'valid'
  );
}
