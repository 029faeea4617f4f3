import type { DerCursor } from '../../der/cursor.ts';
import { stringValue } from '../../der/strings.ts';
import { Tag } from '../../der/tags.ts';
import { readAlternativeNames } from './alternative-names.ts';
import { readBasicConstraints } from './basic-constraints.ts';
import { readCertificatePolicies, readPolicyMappings } from './certificate-policies.ts';
import { readCrlNumber, readInvalidityDate, readReasonCode } from './crl-extensions.ts';
import { readDistributionPoints, readIssuingDistributionPoint } from './distribution-points.ts';
import { readExtendedKeyUsage } from './extended-key-usage.ts';
import { readInformationAccess } from './information-access.ts';
import { readAuthorityKeyIdentifier, readSubjectKeyIdentifier } from './key-identifiers.ts';
import { readKeyUsage, readNetscapeCertType } from './key-usage.ts';
import { readNameConstraints } from './name-constraints.ts';
import { readInhibitAnyPolicy, readPolicyConstraints } from './policy-constraints.ts';
import { readSignedCertificateTimestamps } from './signed-certificate-timestamps.ts';
import { readSubjectDirectoryAttributes } from './subject-directory-attributes.ts';
import { readTlsFeature } from './tls-feature.ts';

function readNull(c: DerCursor): true {
  c.expect(Tag.null);
  return true;
}

function readText(c: DerCursor): string {
  c.next();
  return stringValue(c);
}

/** Every extension that is understood: its OID and the reader of its value. The names are those of RFC 5280. */
const READERS = {
  subjectKeyIdentifier: ['2.5.29.14', readSubjectKeyIdentifier],
  keyUsage: ['2.5.29.15', readKeyUsage],
  subjectAltName: ['2.5.29.17', readAlternativeNames],
  issuerAltName: ['2.5.29.18', readAlternativeNames],
  basicConstraints: ['2.5.29.19', readBasicConstraints],
  nameConstraints: ['2.5.29.30', readNameConstraints],
  cRLDistributionPoints: ['2.5.29.31', readDistributionPoints],
  certificatePolicies: ['2.5.29.32', readCertificatePolicies],
  policyMappings: ['2.5.29.33', readPolicyMappings],
  authorityKeyIdentifier: ['2.5.29.35', readAuthorityKeyIdentifier],
  policyConstraints: ['2.5.29.36', readPolicyConstraints],
  extendedKeyUsage: ['2.5.29.37', readExtendedKeyUsage],
  freshestCRL: ['2.5.29.46', readDistributionPoints],
  inhibitAnyPolicy: ['2.5.29.54', readInhibitAnyPolicy],
  subjectDirectoryAttributes: ['2.5.29.9', readSubjectDirectoryAttributes],
  authorityInfoAccess: ['1.3.6.1.5.5.7.1.1', readInformationAccess],
  subjectInfoAccess: ['1.3.6.1.5.5.7.1.11', readInformationAccess],
  tlsFeature: ['1.3.6.1.5.5.7.1.24', readTlsFeature],
  signedCertificateTimestamps: ['1.3.6.1.4.1.11129.2.4.2', readSignedCertificateTimestamps],
  precertificatePoison: ['1.3.6.1.4.1.11129.2.4.3', readNull],
  ocspNoCheck: ['1.3.6.1.5.5.7.48.1.5', readNull],
  netscapeCertType: ['2.16.840.1.113730.1.1', readNetscapeCertType],
  netscapeComment: ['2.16.840.1.113730.1.13', readText],
  cRLNumber: ['2.5.29.20', readCrlNumber],
  deltaCRLIndicator: ['2.5.29.27', readCrlNumber],
  issuingDistributionPoint: ['2.5.29.28', readIssuingDistributionPoint],
  reasonCode: ['2.5.29.21', readReasonCode],
  invalidityDate: ['2.5.29.24', readInvalidityDate],
  certificateIssuer: ['2.5.29.29', readAlternativeNames],
} as const satisfies Record<string, readonly [string, (c: DerCursor) => unknown]>;

export type ExtensionKey = keyof typeof READERS;

/** What each known extension's value is read into. */
export type ExtensionValues = { readonly [K in ExtensionKey]: ReturnType<(typeof READERS)[K][1]> };

export interface KnownExtension {
  readonly key: ExtensionKey;
  readonly oid: string;
  readonly read: (c: DerCursor) => ExtensionValues[ExtensionKey];
}

const byOid = new Map<string, KnownExtension>(
  Object.entries(READERS).map(([key, [oid, read]]) => [oid, { key: key as ExtensionKey, oid, read }]),
);

/** The known extension of an OID, if it is one. */
export function knownExtension(oid: string): KnownExtension | undefined {
  return byOid.get(oid);
}

/** The OID of a known extension. */
export function extensionOid(key: ExtensionKey): string {
  return READERS[key][0];
}
