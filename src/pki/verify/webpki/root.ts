import type { RuleContext } from '../rules/context.ts';

/** CABF BR 7.1.2.1.2: a root lists no purposes. */
export function rootExtendedKeyUsage({ certificate, role, index, found }: RuleContext): void {
  if (role === 'anchor' && certificate.isSelfIssued && certificate.extension('extendedKeyUsage')) {
    found.add('webpki-root-extended-key-usage', index);
  }
}

/** CABF BR 7.1.2.1.3, 7.1.2.11.1: an authority key identifier holds a key identifier and nothing else; a root's is its own. */
export function authorityKeyIdentifier({ certificate, role, index, found }: RuleContext): void {
  const identifier = certificate.value('authorityKeyIdentifier');
  if (!identifier) return;
  const root = role === 'anchor' && certificate.isSelfIssued;
  const code = root ? 'webpki-root-authority-key-identifier' : 'webpki-authority-key-identifier';
  if (identifier.authorityCertIssuer) found.add(code, index, { problem: 'authorityCertIssuer' });
  else if (identifier.authorityCertSerialNumber !== undefined)
    found.add(code, index, { problem: 'authorityCertSerialNumber' });
  if (!root) return;
  const own = certificate.subjectKeyIdentifier;
  if (!identifier.keyIdentifier) found.add(code, index, { problem: 'keyIdentifier-missing' });
  else if (own && !identifier.keyIdentifier.equals(own)) found.add(code, index, { problem: 'keyIdentifier-mismatch' });
}
