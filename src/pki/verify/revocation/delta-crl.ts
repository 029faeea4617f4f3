import type { CertificateList } from '../../parse/certificate-list.ts';

/** Whether a CRL tells only what changed since a base (RFC 5280 5.2.4). */
export function isDelta(crl: CertificateList): boolean {
  return crl.extension('deltaCRLIndicator') !== undefined;
}

/**
 * Whether a delta CRL brings a complete one up to date (RFC 5280 5.2.4, 6.3.3 (c)): same issuer, scope and key, the base no newer
 * than the complete CRL, and itself newer than that.
 */
export function updates(delta: CertificateList, complete: CertificateList): boolean {
  const base = delta.value('deltaCRLIndicator');
  const own = delta.value('cRLNumber');
  const number = complete.value('cRLNumber');
  if (base === undefined || own === undefined || number === undefined) return false;
  return (
    delta.issuer.equals(complete.issuer) &&
    sameExtension(delta, complete, 'issuingDistributionPoint') &&
    sameExtension(delta, complete, 'authorityKeyIdentifier') &&
    BigInt(`0x${base}`) <= BigInt(`0x${number}`) &&
    BigInt(`0x${own}`) >= BigInt(`0x${number}`)
  );
}

function sameExtension(
  a: CertificateList,
  b: CertificateList,
  key: 'issuingDistributionPoint' | 'authorityKeyIdentifier',
): boolean {
  const first = a.extension(key)?.value;
  const second = b.extension(key)?.value;
  return first && second ? first.equals(second) : first === second;
}
