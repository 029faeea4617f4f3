import type { KeyUsage } from '../../parse/extensions/key-usage.ts';
import type { RuleContext } from './context.ts';

/** What a TLS peer's key is used for (RFC 5246 7.4.2, RFC 8446 4.4.2.2): one of these is enough. */
const TLS_USAGES: readonly KeyUsage[] = ['digitalSignature', 'keyEncipherment', 'keyAgreement'];

/**
 * RFC 5280 4.2.1.3, 6.1.4 (n): a key does only what its certificate says, if it says anything. A CA certificate that is looked at
 * as a leaf is not held to what TLS peers need.
 */
export function keyUsage({ certificate, role, index, input, found }: RuleContext): void {
  const usage = certificate.keyUsage;
  if (!usage) return;
  if (usage.length === 0) found.add('key-usage-empty', index);
  if (role !== 'leaf' && !usage.includes('keyCertSign')) found.add('key-usage-cert-sign-missing', index, { usage });
  const purpose = input.purpose ?? 'any';
  if (
    role === 'leaf' &&
    purpose !== 'any' &&
    !certificate.basicConstraints?.ca &&
    !TLS_USAGES.some((wanted) => usage.includes(wanted))
  ) {
    found.add('key-usage-forbids-purpose', index, { purpose, usage });
  }
}

/** RFC 5280 4.2.1.10: name constraints are for CA certificates only. */
export function nameConstraintsInEndEntity({ certificate, role, index, found }: RuleContext): void {
  if (role === 'leaf' && certificate.extension('nameConstraints') && !certificate.basicConstraints?.ca) {
    found.add('name-constraints-in-end-entity', index);
  }
}
