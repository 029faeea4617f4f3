import type { Certificate } from '../../parse/certificate.ts';
import type { CertificateList } from '../../parse/certificate-list.ts';
import {
  type DistributionPoint,
  type DistributionPointName,
  REASON_FLAGS,
  type ReasonFlag,
} from '../../parse/extensions/distribution-points.ts';
import type { GeneralName } from '../../parse/general-name.ts';
import { Name, type RelativeName } from '../../parse/name.ts';

/** Reasons as a bit mask over REASON_FLAGS; bit 0, "unused", is no reason. */
export const ALL_REASONS = (1 << REASON_FLAGS.length) - 2;

export function reasonMask(reasons: readonly ReasonFlag[] | undefined): number {
  if (!reasons) return ALL_REASONS;
  return reasons.reduce((mask, reason) => mask | (1 << REASON_FLAGS.indexOf(reason)), 0) & ALL_REASONS;
}

/** The distribution point that stands for all CRLs of the certificate's own issuer (RFC 5280 6.3.3, last paragraph). */
export function implicitPoint({ issuer }: Certificate): DistributionPoint {
  return {
    name: { fullName: [{ type: 'directory', name: issuer }], relativeName: undefined },
    reasons: undefined,
    crlIssuer: undefined,
  };
}

/**
 * RFC 5280 6.3.3 (b): whether a CRL is one that this distribution point of the certificate may be looked up in. One whose scope
 * cannot be read is let through, to be refused as malformed.
 */
export function inScope(certificate: Certificate, point: DistributionPoint, crl: CertificateList): boolean {
  const scope = crl.value('issuingDistributionPoint');
  if (crl.extension('issuingDistributionPoint') && !scope) return crl.issuer.equals(certificate.issuer);
  if (point.crlIssuer) {
    const named = point.crlIssuer.some((name) => name.type === 'directory' && name.name.equals(crl.issuer));
    if (!named || !scope?.indirectCrl) return false;
  } else if (!crl.issuer.equals(certificate.issuer)) return false;
  if (!scope) return true;
  if (scope.name && !namesMeet(scope.name, crl.issuer, point, certificate)) return false;
  const ca = certificate.basicConstraints?.ca ?? false;
  if (scope.onlyUserCerts && ca) return false;
  if (scope.onlyCaCerts && !ca) return false;
  return !scope.onlyAttributeCerts;
}

/** 6.3.3 (b)(2)(i): the CRL's distribution point and the certificate's have a name in common. */
function namesMeet(
  scope: DistributionPointName,
  crlIssuer: Name,
  point: DistributionPoint,
  certificate: Certificate,
): boolean {
  const crlNames = fullNames(scope, crlIssuer);
  const base = point.crlIssuer?.find((name) => name.type === 'directory');
  const pointIssuer = base?.type === 'directory' ? base.name : certificate.issuer;
  const wanted = point.name ? fullNames(point.name, pointIssuer) : new Set((point.crlIssuer ?? []).map(nameKey));
  return [...wanted].some((key) => crlNames.has(key));
}

function fullNames(name: DistributionPointName, issuer: Name): Set<string> {
  if (name.relativeName) return new Set([nameKey({ type: 'directory', name: below(issuer, name.relativeName) })]);
  return new Set((name.fullName ?? []).map(nameKey));
}

function below(issuer: Name, relative: RelativeName): Name {
  return new Name(Buffer.alloc(0), [...issuer.rdns, relative]);
}

function nameKey(name: GeneralName): string {
  if (name.type === 'directory') return `directory:${name.name.key}`;
  if (name.type === 'dns') return `dns:${name.value.toLowerCase()}`;
  return `${name.type}:${'value' in name && name.value !== undefined ? name.value : 'der' in name ? name.der.toString('hex') : ''}`;
}
