import { KEY_PURPOSES } from '../../oids/key-purposes.ts';
import { isDnsName } from '../names/dns-name.ts';
import type { RuleContext } from '../rules/context.ts';

import { isPublicSuffix } from './public-suffix.ts';

/** CABF BR 7.1.2.7.8, 7.1.2.7.11: a subscriber certificate is no CA and does not sign certificates. */
export function caAsLeaf({ certificate, role, index, found }: RuleContext): void {
  if (role !== 'leaf') return;
  const ca = certificate.basicConstraints?.ca ?? false;
  if (ca || certificate.keyUsage?.includes('keyCertSign')) found.add('webpki-ca-as-leaf', index, { ca });
}

/** CABF BR 7.1.2.7.6, 7.1.2.7.10: purposes are listed, not critical, and do not include any. */
export function subscriberExtendedKeyUsage({ certificate, role, index, found }: RuleContext): void {
  if (role !== 'leaf') return;
  const extension = certificate.extension('extendedKeyUsage');
  if (!extension) found.add('webpki-extended-key-usage', index, { problem: 'missing' });
  else if (extension.critical) found.add('webpki-extended-key-usage', index, { problem: 'critical' });
  else if (certificate.extendedKeyUsage?.includes(KEY_PURPOSES.any))
    found.add('webpki-extended-key-usage', index, { problem: 'any' });
}

/** CABF BR 7.1.2.7.12: a SAN of DNS names and addresses, critical exactly when the subject is empty; no public suffixes. */
export function subscriberNames({ certificate, role, index, found }: RuleContext): void {
  if (role !== 'leaf') return;
  const extension = certificate.extension('subjectAltName');
  if (!extension) {
    found.add('webpki-san-missing', index);
    return;
  }
  if (extension.critical !== certificate.subject.isEmpty)
    found.add('webpki-san-criticality', index, { critical: extension.critical });
  for (const name of certificate.subjectAltName ?? []) {
    if (name.type === 'dns' && name.value.startsWith('*') && isPublicSuffix(name.value.slice(2))) {
      found.add('webpki-public-suffix-wildcard', index, { name: name.value });
    }
  }
}

/**
 * CABF BR 7.1.4.3: a common name repeats one entry of the SAN, character for character; addresses in their one text form. Let
 * through are the domain that a wildcard entry stands below, and a domain beside addresses only, which CAs have long issued.
 */
export function commonName({ certificate, role, index, found }: RuleContext): void {
  if (role !== 'leaf' || !certificate.subjectAltName) return;
  const dns = certificate.subjectAltName.flatMap((name) => (name.type === 'dns' ? [name.value] : []));
  const addresses = certificate.subjectAltName.flatMap((name) => (name.type === 'ip' ? [name.value] : []));
  for (const value of certificate.subject.values('2.5.4.3')) {
    if (dns.includes(value) || addresses.includes(value)) continue;
    const domain = value.includes('.') && isDnsName(value);
    if (domain && (dns.includes(`*.${value}`) || dns.length === 0)) continue;
    found.add('webpki-common-name-not-in-san', index, { commonName: value });
  }
}
