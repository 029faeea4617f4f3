import type { ExtensionKey } from '../../parse/extensions/registry.ts';
import type { RuleContext } from './context.ts';

/** Extensions whose meaning is honoured here, so that they may be critical (RFC 5280 4.2). */
const PROCESSED: ReadonlySet<ExtensionKey | undefined> = new Set<ExtensionKey>([
  'authorityKeyIdentifier',
  'authorityInfoAccess',
  'basicConstraints',
  'certificatePolicies',
  'cRLDistributionPoints',
  'extendedKeyUsage',
  'freshestCRL',
  'inhibitAnyPolicy',
  'issuerAltName',
  'keyUsage',
  'nameConstraints',
  'policyConstraints',
  'policyMappings',
  'subjectAltName',
  'subjectDirectoryAttributes',
  'subjectInfoAccess',
  'subjectKeyIdentifier',
  'tlsFeature',
]);

const NEVER_CRITICAL: readonly ExtensionKey[] = [
  'authorityKeyIdentifier',
  'subjectKeyIdentifier',
  'subjectDirectoryAttributes',
  'freshestCRL',
  'authorityInfoAccess',
  'subjectInfoAccess',
];

/** RFC 5280 6.1.4 (o), 6.1.5 (f): a critical extension that is not processed makes the path invalid. */
export function noUnknownCriticalExtensions({ certificate, index, found }: RuleContext): void {
  for (const { critical, key, oid } of certificate.extensions) {
    if (critical && !PROCESSED.has(key)) found.add('unknown-critical-extension', index, { oid, extension: key ?? oid });
  }
}

/**
 * Criticality that RFC 5280 fixes: never for identifiers and access information, always for constraints. basicConstraints is
 * held to it in trust anchors and public certificates only: path validation (6.1.4 (k)) asks for its value, not for its mark.
 * policyConstraints was free to be either in RFC 3280, and CAs that assert policies beside it still do so (NIST PKITS).
 */
export function extensionCriticality({ certificate, role, index, input, found }: RuleContext): void {
  for (const key of NEVER_CRITICAL) {
    if (certificate.extension(key)?.critical) found.add('extension-must-not-be-critical', index, { extension: key });
  }
  const always: ExtensionKey[] = ['inhibitAnyPolicy'];
  if (!certificate.extension('certificatePolicies')) always.push('policyConstraints');
  if (input.policy !== 'webpki') always.push('nameConstraints');
  const ca = certificate.basicConstraints?.ca && role !== 'leaf';
  if (ca && (role === 'anchor' || input.policy === 'webpki')) always.push('basicConstraints');
  for (const key of always) {
    if (certificate.extension(key)?.critical === false)
      found.add('extension-must-be-critical', index, { extension: key });
  }
}
