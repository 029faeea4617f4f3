import type { AlgorithmIdentifier } from '../../parse/algorithm-identifier.ts';
import type { SubjectPublicKeyInfo } from '../../parse/subject-public-key-info.ts';
import type { RuleContext } from '../rules/context.ts';

const CURVES = new Set(['P-256', 'P-384', 'P-521']);

const SIGNATURES = new Set([
  'sha256WithRSAEncryption',
  'sha384WithRSAEncryption',
  'sha512WithRSAEncryption',
  'RSASSA-PSS',
  'ecdsa-with-SHA256',
  'ecdsa-with-SHA384',
  'ecdsa-with-SHA512',
]);

/** CABF BR 6.1.5, 7.1.3.1: RSA of at least 2048 bits, a multiple of 8, or a named NIST curve. */
export function keyForbidden({ certificate, index, found }: RuleContext): void {
  const spki = certificate.subjectPublicKeyInfo;
  const problem = problemOf(spki);
  if (problem)
    found.add('webpki-key-forbidden', index, {
      problem,
      type: spki.type,
      bits: spki.bits ?? 0,
      curve: spki.curve ?? '',
    });
}

function problemOf(spki: SubjectPublicKeyInfo): string | undefined {
  if (spki.type === 'rsa') {
    if ((spki.bits ?? 0) < 2048) return 'rsa-too-small';
    return spki.bits! % 8 === 0 ? undefined : 'rsa-size-not-multiple-of-8';
  }
  if (spki.type !== 'ec') return 'type';
  if (spki.explicitCurve) return 'explicit-curve';
  return CURVES.has(spki.curve ?? '') ? undefined : 'curve';
}

/** CABF BR 7.1.3.2: SHA-2 with RSA or ECDSA. A root's own signature convinces nobody and is not looked at. */
export function signatureForbidden({ certificate, role, index, found }: RuleContext): void {
  const algorithm: AlgorithmIdentifier = certificate.signatureAlgorithm;
  if (role === 'anchor' || SIGNATURES.has(algorithm.name)) return;
  found.add('webpki-signature-algorithm-forbidden', index, { algorithm: algorithm.name });
}

/** CABF BR 7.1.1: version 3. */
export function version({ certificate, index, found }: RuleContext): void {
  if (certificate.version !== 3) found.add('webpki-version', index, { version: certificate.version });
}
