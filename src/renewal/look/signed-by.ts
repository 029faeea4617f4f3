import type { X509Certificate } from 'node:crypto';

/**
 * Whether one certificate was signed by another's key, and names it as its issuer. Node's `checkIssued` asks for the right
 * key usage too, which a self-signed server certificate rightly lacks.
 */
export function signedBy(child: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return child.issuer === issuer.subject && child.verify(issuer.publicKey);
  } catch {
    // A key or a signature algorithm that this runtime does not know.
    return false;
  }
}
