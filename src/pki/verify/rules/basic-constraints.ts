import type { RuleContext } from './context.ts';

/**
 * RFC 5280 4.2.1.9, 6.1.4 (k): who signs certificates says that it is a CA. Versions 1 and 2 cannot say so: they pass as trust
 * anchors, which the user vouches for, and nowhere else.
 */
export function basicConstraints({ certificate, role, index, found }: RuleContext): void {
  const constraints = certificate.basicConstraints;
  if (role !== 'leaf' && !constraints?.ca && !(role === 'anchor' && certificate.version < 3)) {
    if (!certificate.extension('basicConstraints')) found.add('basic-constraints-missing', index);
    else if (constraints) found.add('not-a-ca', index);
  }
  const usage = certificate.keyUsage;
  if (usage?.includes('keyCertSign') && !constraints?.ca && role === 'leaf')
    found.add('key-usage-cert-sign-without-ca', index);
  if (constraints?.pathLength !== undefined && (!constraints.ca || (usage && !usage.includes('keyCertSign')))) {
    found.add('path-length-without-cert-sign', index);
  }
}

/** RFC 5280 4.1.2.1: extensions are there only in version 3. */
export function version({ certificate, index, found }: RuleContext): void {
  if (certificate.extensions.length > 0 && certificate.version < 3) {
    found.add('version-without-extensions', index, { version: certificate.version });
  }
}
