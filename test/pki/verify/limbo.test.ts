import { describe, expect, test } from 'vitest';
import type { ReasonCode } from '../../../src/pki/verify/index.ts';
import { judge, limboCases, policyOf } from './corpus.ts';

/** The cause that each failing case's name and description give. */
const CAUSES: Readonly<Record<string, ReasonCode>> = {
  'pathlen::intermediate-violates-pathlen-0': 'path-length-exceeded',
  'pathlen::intermediate-pathlen-too-long': 'path-length-exceeded',
  'pathological::intermediate-cycle-distinct-cas': 'cycle-without-anchor',
  'pathological::intermediate-cycle-same-logical-ca': 'cycle-without-anchor',
  'rfc5280::aki::leaf-missing-aki': 'authority-key-identifier-missing',
  'rfc5280::eku::ee-wrong-eku': 'extended-key-usage-missing-purpose',
  'rfc5280::nc::permitted-dns-mismatch': 'name-constraint-violation',
  'rfc5280::nc::permitted-ip-mismatch': 'name-constraint-violation',
  'rfc5280::nc::excluded-ipv6-match': 'name-constraint-violation',
  'rfc5280::nc::excluded-dn-match': 'name-constraint-violation',
  'rfc5280::nc::permitted-dn-match-subject-san-mismatch': 'name-constraint-violation',
  'rfc5280::nc::excluded-match-permitted-and-excluded': 'name-constraint-violation',
  'rfc5280::nc::invalid-ipv4-address': 'name-constraints-malformed',
  'rfc5280::nc::not-allowed-in-ee-noncritical': 'name-constraints-in-end-entity',
  'rfc5280::nc::intermediate-with-san-rejected-by-intermediate-nc': 'name-constraint-violation',
  'rfc5280::nc::restrictive-permits-in-intermediates-narrows': 'name-constraint-violation',
  'rfc5280::nc::nc-permits-invalid-dns-san': 'subject-alt-name-malformed',
  'rfc5280::san::malformed': 'extension-malformed',
  'rfc5280::serial::too-long': 'serial-number-too-long',
  'rfc5280::serial::negative': 'serial-number-not-positive',
  'rfc5280::ski::root-missing-ski': 'subject-key-identifier-missing',
  'rfc5280::validity::expired-root': 'expired',
  'rfc5280::validity::expired-leaf': 'expired',
  'rfc5280::ca-empty-subject': 'ca-subject-empty',
  'rfc5280::unknown-critical-extension-root': 'unknown-critical-extension',
  'rfc5280::chain-untrusted-root': 'root-untrusted',
  // The corpus does not hand over the intermediate that these two are about.
  'rfc5280::intermediate-ca-missing-basic-constraints': 'issuer-not-found',
  'rfc5280::ica-ku-keycertsign': 'issuer-not-found',
  'rfc5280::root-non-critical-basic-constraints': 'extension-must-be-critical',
  'rfc5280::duplicate-extensions': 'duplicate-extension',
  'webpki::aki::root-with-aki-missing-keyidentifier': 'webpki-root-authority-key-identifier',
  'webpki::aki::root-with-aki-authoritycertserialnumber': 'webpki-root-authority-key-identifier',
  'webpki::aki::root-with-aki-ski-mismatch': 'webpki-root-authority-key-identifier',
  'webpki::eku::ee-critical-eku': 'webpki-extended-key-usage',
  'webpki::eku::root-has-eku': 'webpki-root-extended-key-usage',
  'webpki::nc::intermediate-permitted-excluded-subtrees-both-null': 'name-constraints-empty',
  'webpki::san::mismatch-subdomain-san': 'host-mismatch',
  'webpki::san::mismatch-apex-subdomain-san': 'host-mismatch',
  'webpki::san::wildcard-not-in-leftmost-san': 'subject-alt-name-malformed',
  'webpki::san::wildcard-embedded-ulabel-san': 'subject-alt-name-malformed',
  'webpki::san::no-san': 'webpki-san-missing',
  'webpki::malformed-aia': 'extension-malformed',
  'webpki::forbidden-dsa-spki-leaf': 'webpki-key-forbidden',
  'webpki::forbidden-signature-algorithm-in-leaf': 'webpki-key-forbidden',
  'webpki::ee-basicconstraints-ca': 'webpki-ca-as-leaf',
};

const cases = limboCases();

describe.skipIf(cases.length === 0)('x509-limbo', () => {
  test.each(cases.map((limbo) => [limbo.id, limbo] as const))('%s', (id, limbo) => {
    const result = judge(limbo, policyOf(limbo));
    expect(result.ok).toBe(limbo.expected_result === 'SUCCESS');
    if (!result.ok) expect(result.reason.code).toBe(CAUSES[id]);
  });
});
