import type { RuleContext } from './context.ts';

/** RFC 5280 4.1.1.2, 4.1.2.3: the algorithm named inside and outside of the signed part is the same one. */
export function signatureAlgorithm({ certificate, index, found }: RuleContext): void {
  const { signature, signatureAlgorithm: outer } = certificate;
  if (signature.der.equals(outer.der)) return;
  found.add('signature-algorithm-mismatch', index, { inside: signature.name, outside: outer.name });
}
