import * as crypto from 'node:crypto';

/** SHA-256 of a DER structure in lower-case hexadecimal, the fingerprint of a certificate. */
export function fingerprint256(der: Uint8Array): string {
  return crypto.hash('sha256', der, 'hex');
}

/** SHA-1 of a DER structure in lower-case hexadecimal, which older tools still show. */
export function fingerprint1(der: Uint8Array): string {
  return crypto.hash('sha1', der, 'hex');
}

/** Public key pin (RFC 7469 2.4): base64 of the SHA-256 of the SubjectPublicKeyInfo's DER. */
export function spkiPin(spki: { readonly der: Uint8Array }): string {
  return crypto.hash('sha256', spki.der, 'base64');
}
