import type { RuleContext } from './context.ts';

/**
 * RFC 5280 4.1.2.5, 6.1.3 (a)(2): from notBefore through notAfter, both inclusive. Times have whole seconds: the second of
 * notAfter is over only when the next one starts.
 */
export function validity({ certificate, index, input, found }: RuleContext): void {
  const { notBefore, notAfter } = certificate.validity;
  const at = input.at.getTime();
  const ended = !(Math.floor(at / 1000) * 1000 <= notAfter.getTime());
  const begun = at >= notBefore.getTime();
  if (begun && !ended) return;
  const params = { notBefore: iso(notBefore), notAfter: iso(notAfter), at: iso(input.at) };
  found.add(ended ? 'expired' : 'not-yet-valid', index, params);
}

function iso(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().replace('.000Z', 'Z');
}
