import { signatureAlgorithm as known } from '../../oids/signature-algorithms.ts';
import type { RuleContext } from './context.ts';

/** RFC 5280 4.1.1.2, 4.1.2.3: the algorithm named inside and outside of the signed part is the same one. */
export function signatureAlgorithm({ certificate, index, found }: RuleContext): void {
  const { signature, signatureAlgorithm: outer } = certificate;
  if (signature.der.equals(outer.der)) return;
  found.add('signature-algorithm-mismatch', index, { inside: signature.name, outside: outer.name });
}

/**
 * Signatures over SHA-1 prove nothing since collisions with a chosen prefix are made (2020); TLS clients refuse them. An anchor's
 * own signature convinces nobody anyway, and DSA, which had no other digest in RFC 3279, is left alone. MD5 never gets this far.
 */
export function signatureDigest({ certificate, role, index, found }: RuleContext): void {
  const { name, oid } = certificate.signatureAlgorithm;
  const algorithm = known(oid);
  if (role === 'anchor' || algorithm?.hash !== 'sha1' || algorithm.scheme === 'dsa') return;
  found.add('signature-algorithm-broken', index, { algorithm: name });
}
