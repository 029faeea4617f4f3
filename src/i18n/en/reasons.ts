import type { ReasonText } from '../reason-text.ts';

const REISSUE = 'have the certificate issued again without this fault';
const OTHER_CA = 'have the authority issue its own certificate again';

/** Why `verify` says no: `{subject}` is the certificate that breaks the rule. */
export default {
  'issuer-not-found': {
    message: 'the certificate {subject} was issued by {issuer}, and no certificate of that issuer was given',
    fix: 'give the missing certificate with --intermediate, or the root with --ca; a server should send the intermediates itself',
  },
  'name-chaining-mismatch': {
    message: '{subject} names {issuer} as its issuer, but was signed by {signer}',
    fix: OTHER_CA,
  },
  'issuer-key-mismatch': {
    message: '{subject} was not signed by the key of the {issuer} that was given: another authority of the same name',
    fix: 'find the issuer with the key identifier that the certificate names; authorities made anew under an old name get a new key',
  },
  'self-signed-untrusted': {
    message: '{subject} is signed by itself, and is not among the trusted certificates',
    fix: 'trust it by name with --ca, once you are sure that it is the right one',
  },
  'root-untrusted': {
    message: 'the path ends at {issuer}, which is not trusted here',
    fix: 'give that root with --ca, if you trust it',
  },
  'cycle-without-anchor': {
    message: 'the issuers of {subject} certify each other in a circle that no trusted certificate is part of',
    fix: 'give a trusted root of one of them with --ca',
  },
  'search-limit-exceeded': {
    message: 'the certificates given make so many paths for {subject} that the search was ended',
    fix: 'give only the intermediates that belong to it',
  },
  'certificate-malformed': { message: '{subject} cannot be understood as a certificate ({fault})', fix: REISSUE },
  'extension-malformed': { message: 'an extension of {subject} cannot be understood', fix: REISSUE },
  'not-der': { message: '{subject} is not encoded in DER', fix: REISSUE },
  'duplicate-extension': { message: '{subject} has the extension {extension} more than once', fix: REISSUE },
  'unknown-critical-extension': {
    message: '{subject} has a critical extension that llave does not know: {extension}',
    fix: 'an extension that must be understood may not be ignored; have it issued without, or not critical',
  },
  'signature-algorithm-mismatch': {
    message: '{subject} names two signature algorithms: {inside} in the signed part, {outside} outside of it',
    fix: REISSUE,
  },
  'signature-algorithm-unsupported': {
    message: 'the signature of {subject} is made with an algorithm that cannot be checked here',
    fix: 'have it issued with a usual algorithm, such as ECDSA or RSA with SHA-256',
  },
  'signature-algorithm-broken': {
    message: 'the signature of {subject} is made with a broken algorithm',
    fix: 'have it issued with SHA-256 or better',
  },
  'public-key-unusable': { message: 'the public key that should check {subject} cannot be used', fix: OTHER_CA },
  'signature-invalid': {
    message: 'the signature on {subject} is wrong: it was changed after signing, or signed by another key',
    fix: 'get the certificate again from where it was issued',
  },
  'version-without-extensions': {
    message: '{subject} is X.509 version {version}, which cannot say what it may be used for',
    fix: 'have it issued as version 3',
  },
  'basic-constraints-missing': {
    message: '{subject} issued a certificate but does not say that it is an authority',
    fix: OTHER_CA,
  },
  'not-a-ca': {
    message: '{subject} issued a certificate but is not an authority (CA:FALSE)',
    fix: 'use a certificate that a real authority issued',
  },
  'key-usage-cert-sign-missing': {
    message: '{subject} issued a certificate but its key may not sign certificates',
    fix: OTHER_CA,
  },
  'path-length-exceeded': {
    message: '{subject} allows {limit} {limit|intermediate|intermediates} below it, and there are more',
    fix: 'use a shorter chain, or an authority that allows a longer one',
  },
  'max-depth-exceeded': {
    message:
      'the path of {subject} has {intermediates} {intermediates|intermediate|intermediates}; at most {limit} were asked for',
    fix: 'raise --max-depth, or use a shorter chain',
  },
  expired: {
    message: '{subject} expired on {notAfter}',
    fix: 'renew it; if it was renewed already, the old file is still in use',
  },
  'not-yet-valid': {
    message: '{subject} is not valid before {notBefore}',
    fix: 'check the clock of this machine, or wait',
  },
  revoked: {
    message: '{subject} was revoked on {revocationDate} ({reason})',
    fix: 'have a new certificate issued, with a new key if the old one was compromised',
  },
  'crl-unusable': {
    message: 'whether {subject} is revoked cannot be told: its revocation list cannot be used ({problem})',
    fix: 'fetch a current list from the issuer and give it with --crl',
  },
  'revocation-unknown': {
    message: 'whether {subject} is revoked cannot be told: no list of {issuer} was given',
    fix: 'give the list of that issuer with --crl',
  },
  'name-constraints-malformed': { message: 'the name constraints of {subject} cannot be understood', fix: OTHER_CA },
  'name-constraints-unsupported': {
    message: '{subject} constrains names in a way that RFC 5280 does not allow',
    fix: OTHER_CA,
  },
  'name-constraints-too-many': {
    message: '{subject} has more name constraints and names than can be compared',
    fix: OTHER_CA,
  },
  'subject-alt-name-malformed': { message: '{subject} holds a name that is none of its kind: {name}', fix: REISSUE },
  'name-constraint-violation': {
    message: 'the authority at place {constrainedBy} of the path may not issue for the name {name} in {subject}',
    fix: 'use an authority that may issue for this name, or a name within its constraints',
  },
  'policy-mapping-any-policy': {
    message: '{subject} maps the special policy anyPolicy, which is forbidden',
    fix: OTHER_CA,
  },
  'policy-required': {
    message: 'the path of {subject} is valid for no certificate policy, and one is required',
    fix: 'ask for another policy with --initial-policy, or use a certificate issued under a required one',
  },
  'extended-key-usage-missing-purpose': {
    message: '{subject} may not be used for this purpose ({purpose}); it names {purposes}',
    fix: 'have it issued with the purpose in extendedKeyUsage',
  },
  'key-usage-forbids-purpose': {
    message: 'the key usage of {subject} ({usage}) does not allow this purpose ({purpose})',
    fix: 'have it issued with digitalSignature',
  },
  'webpki-version': { message: '{subject} is version {version}; public certificates are version 3', fix: REISSUE },
  'webpki-san-missing': { message: '{subject} has no subjectAltName; public certificates must', fix: REISSUE },
  'webpki-public-suffix-wildcard': {
    message: '{subject} has a wildcard over a whole public suffix: {name}',
    fix: REISSUE,
  },
  'subject-alt-name-missing': {
    message: '{subject} has no subjectAltName, so it is for no host; the common name does not count',
    fix: 'have it issued with the name in subjectAltName',
  },
  'host-mismatch': {
    message: '{subject} is not for {host}; it is for {presented}',
    fix: 'connect by a name that it is for, or have it issued with {host} among its names',
  },
  'serial-number-not-positive': { message: 'the serial number of {subject} is not positive', fix: REISSUE },
  'serial-number-too-long': {
    message: 'the serial number of {subject} has {octets} octets; 20 are allowed',
    fix: REISSUE,
  },
  'ca-subject-empty': { message: 'an authority on the path has an empty name', fix: OTHER_CA },
  'issuer-empty': { message: '{subject} names no issuer', fix: REISSUE },
  'subject-empty-san-not-critical': {
    message: 'a certificate with an empty subject must have a critical subjectAltName',
    fix: REISSUE,
  },
  'authority-key-identifier-missing': { message: '{subject} does not identify the key of its issuer', fix: REISSUE },
  'subject-key-identifier-missing': { message: 'the authority {subject} does not identify its own key', fix: OTHER_CA },
  'name-constraints-in-end-entity': { message: '{subject} is no authority but constrains names', fix: REISSUE },
  'extension-must-not-be-critical': {
    message: 'the extension {extension} of {subject} must not be critical',
    fix: REISSUE,
  },
  'extension-must-be-critical': { message: 'the extension {extension} of {subject} must be critical', fix: REISSUE },
  'name-constraints-empty': { message: 'the name constraints of {subject} constrain nothing', fix: OTHER_CA },
  'key-usage-empty': { message: 'the key usage of {subject} allows nothing', fix: REISSUE },
  'key-usage-cert-sign-without-ca': {
    message: 'the key of {subject} may sign certificates, but it is no authority',
    fix: REISSUE,
  },
  'path-length-without-cert-sign': {
    message: '{subject} limits the path below it but may not sign certificates',
    fix: REISSUE,
  },
  'webpki-key-forbidden': {
    message: 'public certificates may not have the key of {subject}',
    fix: 'use RSA of 2048 bits or more, P-256, P-384 or P-521',
  },
  'webpki-signature-algorithm-forbidden': {
    message: 'public certificates may not be signed with {algorithm}, as {subject} is',
    fix: REISSUE,
  },
  'webpki-ca-as-leaf': {
    message: '{subject} is an authority, and is used as a server certificate',
    fix: 'have a certificate issued that is no authority',
  },
  'webpki-root-extended-key-usage': {
    message: 'the root {subject} has extendedKeyUsage, which public roots must not',
    fix: OTHER_CA,
  },
  'webpki-root-authority-key-identifier': {
    message: 'the authority key identifier of the root {subject} is not that of its own key alone',
    fix: OTHER_CA,
  },
  'webpki-authority-key-identifier': {
    message: 'the authority key identifier of {subject} is not of the form that public certificates must have',
    fix: REISSUE,
  },
  'webpki-extended-key-usage': {
    message: 'the extendedKeyUsage of {subject} is not what public certificates must have ({problem})',
    fix: REISSUE,
  },
  'webpki-name-constraints-empty': { message: 'the name constraints of {subject} constrain nothing', fix: OTHER_CA },
  'webpki-san-criticality': {
    message: 'the subjectAltName of {subject} has the wrong criticality for a public certificate',
    fix: REISSUE,
  },
  'webpki-common-name-not-in-san': {
    message: 'the common name {commonName} of {subject} is not among its names',
    fix: REISSUE,
  },
} as const satisfies Readonly<Record<string, ReasonText>>;
