import type { Certificate } from '../../parse/certificate.ts';
import { verifySignature } from '../signature.ts';
import type { Role, RuleContext } from './context.ts';

/**
 * RFC 5280 4.2.1.1, 4.2.1.2: every certificate names its issuer's key, save a self-signed one; every CA names its own. Version
 * 1 certificates have no extensions to name anything in.
 */
export function keyIdentifiers({ certificate, role, index, found }: RuleContext): void {
  if (certificate.version < 3) return;
  const { keyIdentifier } = certificate.value('authorityKeyIdentifier') ?? {};
  if (!keyIdentifier && !isSelfSigned(certificate, role)) found.add('authority-key-identifier-missing', index);
  if (certificate.basicConstraints?.ca && !certificate.extension('subjectKeyIdentifier')) {
    found.add('subject-key-identifier-missing', index);
  }
}

/** Signed with its own key, whatever the names say; that a self-issued anchor is, is taken for granted. */
function isSelfSigned(certificate: Certificate, role: Role): boolean {
  if (role === 'anchor' && certificate.isSelfIssued) return true;
  return verifySignature(certificate, certificate.subjectPublicKeyInfo) === 'valid';
}
