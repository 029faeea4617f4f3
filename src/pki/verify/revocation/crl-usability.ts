import { DerError, isDeviation } from '../../der/error.ts';
import type { CertificateList } from '../../parse/certificate-list.ts';
import type { ExtensionKey } from '../../parse/extensions/registry.ts';
import type { VerifyInput } from '../types.ts';

/** Why a CRL cannot be relied on. A stale one still proves what it lists: nothing listed becomes unrevoked by its age. */
export type CrlProblem =
  | 'malformed'
  | 'unknown-critical-extension'
  | 'signature-algorithm-mismatch'
  | 'crl-number-missing'
  | 'crl-number-critical'
  | 'not-yet-valid'
  | 'next-update-missing'
  | 'expired'
  | 'issuer-not-found'
  | 'issuer-invalid'
  | 'crl-sign-missing'
  | 'signature-invalid';

const PROCESSED: ReadonlySet<ExtensionKey | undefined> = new Set<ExtensionKey>([
  'authorityKeyIdentifier',
  'issuerAltName',
  'cRLNumber',
  'deltaCRLIndicator',
  'issuingDistributionPoint',
  'freshestCRL',
  'authorityInfoAccess',
]);

/** What keeps a CRL from being used at all (RFC 5280 5, 5.2, 5.3): it must be understood, every critical part of it. */
export function crlProblem(crl: CertificateList, input: VerifyInput): CrlProblem | undefined {
  if (crl.problems.some(({ fault, where }) => !isDeviation(fault) && where !== undefined)) return 'malformed';
  if (crl.repeatedExtensions.length > 0) return 'malformed';
  if (!crl.signature.der.equals(crl.signatureAlgorithm.der)) return 'signature-algorithm-mismatch';
  if (crl.extensions.some(({ critical, key }) => critical && !PROCESSED.has(key))) return 'unknown-critical-extension';
  if (input.policy !== 'path') {
    const number = crl.extension('cRLNumber');
    if (!number) return 'crl-number-missing';
    if (number.critical) return 'crl-number-critical';
  }
  if (!(crl.thisUpdate <= input.at)) return 'not-yet-valid';
  try {
    return crl.index.unknownCritical.size > 0 ? 'unknown-critical-extension' : undefined;
  } catch (error) {
    if (error instanceof DerError) return 'malformed';
    throw error;
  }
}

/** Whether a CRL is too old to prove that something is not revoked (RFC 5280 5.1.2.5). */
export function crlStaleness(crl: CertificateList, input: VerifyInput): CrlProblem | undefined {
  if (!crl.nextUpdate) return 'next-update-missing';
  return Math.floor(input.at.getTime() / 1000) * 1000 <= crl.nextUpdate.getTime() ? undefined : 'expired';
}
