import { KEY_PURPOSES } from '../../oids/key-purposes.ts';
import type { Purpose } from '../types.ts';
import type { RuleContext } from './context.ts';

const WANTED: Readonly<Record<Exclude<Purpose, 'any'>, string>> = {
  server: KEY_PURPOSES.serverAuth,
  client: KEY_PURPOSES.clientAuth,
};

/**
 * RFC 5280 4.2.1.12: a leaf that lists purposes lists the one asked for, or any. A CA that lists purposes issues for those only,
 * as every TLS library and the CA/Browser Forum (7.1.2.10.6) understand it.
 */
export function extendedKeyUsage({ certificate, index, input, found }: RuleContext): void {
  const purpose = input.purpose ?? 'any';
  const purposes = certificate.extendedKeyUsage;
  if (purpose === 'any' || !purposes) return;
  if (purposes.includes(WANTED[purpose]) || purposes.includes(KEY_PURPOSES.any)) return;
  found.add('extended-key-usage-missing-purpose', index, { purpose, purposes });
}
