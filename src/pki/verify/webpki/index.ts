import type { Rule } from '../rules/context.ts';
import { keyForbidden, signatureForbidden, version } from './keys.ts';
import { authorityKeyIdentifier, rootExtendedKeyUsage } from './root.ts';
import { caAsLeaf, commonName, subscriberExtendedKeyUsage, subscriberNames } from './subscriber.ts';

/** What the CA/Browser Forum's Baseline Requirements ask on top of RFC 5280. */
const WEBPKI: readonly Rule[] = [
  version,
  keyForbidden,
  signatureForbidden,
  rootExtendedKeyUsage,
  authorityKeyIdentifier,
  caAsLeaf,
  subscriberExtendedKeyUsage,
  subscriberNames,
  commonName,
];

export const webpkiRules: readonly Rule[] = WEBPKI.map((rule) => (context) => {
  if (context.input.policy === 'webpki') rule(context);
});
