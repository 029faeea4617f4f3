import { webpkiRules } from '../webpki/index.ts';
import { basicConstraints, version } from './basic-constraints.ts';
import type { Rule, RuleContext } from './context.ts';
import { extensionCriticality, noUnknownCriticalExtensions } from './critical-extensions.ts';
import { extendedKeyUsage } from './extended-key-usage.ts';
import { hostName } from './host-name.ts';
import { keyIdentifiers } from './key-identifiers.ts';
import { keyUsage, nameConstraintsInEndEntity } from './key-usage.ts';
import { names } from './names.ts';
import { serialNumber } from './serial-number.ts';
import { signatureAlgorithm, signatureDigest } from './signature-algorithm.ts';
import { subjectAltName } from './subject-alt-name.ts';
import { validity } from './validity.ts';
import { noDuplicateExtensions, wellFormed } from './well-formed.ts';

/** Rules about one certificate by itself, in the order of RFC 5280. */
const RULES: readonly Rule[] = [
  wellFormed,
  noDuplicateExtensions,
  noUnknownCriticalExtensions,
  signatureAlgorithm,
  signatureDigest,
  version,
  serialNumber,
  validity,
  names,
  subjectAltName,
  keyIdentifiers,
  keyUsage,
  basicConstraints,
  nameConstraintsInEndEntity,
  extendedKeyUsage,
  extensionCriticality,
  ...webpkiRules,
];

/** Applies every rule about one certificate in its role; the host's name is asked of the leaf only. */
export function applyRules(context: RuleContext): void {
  for (const rule of RULES) rule(context);
  if (context.role === 'leaf') hostName(context);
}
