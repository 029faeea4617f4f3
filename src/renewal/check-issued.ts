import type { KeyObject, X509Certificate } from 'node:crypto';
import { AppError } from '../errors/app-error.ts';
import { type Certificate, type GeneralName, parseCertificate } from '../pki/parse/index.ts';
import { publicBytes } from './look/look.ts';
import { signedBy } from './look/signed-by.ts';
import type { Difference } from './plan/difference.ts';
import { completedNames } from './plan/extensions.ts';
import type { Issued } from './sources/source.ts';

/** What a new certificate is held against. */
export interface IssuedRules {
  readonly old: Certificate;
  readonly oldLeaf: X509Certificate;
  /** Of the key that it was asked for. */
  readonly publicKey: KeyObject;
  readonly now: Date;
  /** Whether it may expire before the old one, and lack names. */
  readonly lenient: boolean;
}

/**
 * Refuses a certificate that does not fit, whatever the source says.
 *
 * @returns what it has otherwise than the old one, as far as the issuer decided that
 * @throws AppError ERR_RENEW_ISSUED_KEY, ERR_RENEW_ISSUED_SAME, ERR_RENEW_ISSUED_VALIDITY, ERR_RENEW_ISSUED_SHORTER,
 *   ERR_RENEW_ISSUED_NAMES, ERR_RENEW_ISSUED_CHAIN
 */
export function checkIssued({ leaf, chain }: Issued, rules: IssuedRules): Difference[] {
  const { old, oldLeaf, now, lenient } = rules;
  if (!publicBytes(leaf.publicKey).equals(publicBytes(rules.publicKey))) throw new AppError('ERR_RENEW_ISSUED_KEY');
  if (leaf.serialNumber === oldLeaf.serialNumber) throw new AppError('ERR_RENEW_ISSUED_SAME');
  const [from, to] = [leaf.validFromDate, leaf.validToDate];
  if (now < from || now > to) {
    throw new AppError('ERR_RENEW_ISSUED_VALIDITY', { from: from.toISOString(), to: to.toISOString() });
  }
  if (!lenient && to <= oldLeaf.validToDate) {
    throw new AppError('ERR_RENEW_ISSUED_SHORTER', { to: to.toISOString(), old: oldLeaf.validToDate.toISOString() });
  }
  const issued = parseCertificate(leaf.raw);
  const names = { old: namesOf(old), new: namesOf(issued) };
  const missing = names.old.filter((name) => !names.new.includes(name));
  if (missing.length > 0 && !lenient) throw new AppError('ERR_RENEW_ISSUED_NAMES', { missing });
  checkChain(leaf, chain);
  return differences(old, issued, names);
}

/** Each certificate of a chain has signed the one before it. */
function checkChain(leaf: X509Certificate, chain: readonly X509Certificate[]): void {
  let child = leaf;
  for (const issuer of chain) {
    if (!signedBy(child, issuer)) {
      throw new AppError('ERR_RENEW_ISSUED_CHAIN', { subject: issuer.subject });
    }
    child = issuer;
  }
}

function differences(old: Certificate, issued: Certificate, names: { old: string[]; new: string[] }): Difference[] {
  const added = names.new.filter((name) => !names.old.includes(name));
  const lost = old.extensions.filter(
    ({ oid, key }) => key !== 'signedCertificateTimestamps' && !issued.extensions.some((one) => one.oid === oid),
  );
  return [
    ...(issued.subject.equals(old.subject)
      ? []
      : [{ code: 'subject-changed', params: { from: String(old.subject), to: String(issued.subject) } } as const]),
    ...(added.length === 0 ? [] : [{ code: 'names-added', params: { names: added.join(', ') } } as const]),
    ...lost.map(({ key, oid }) => ({ code: 'extension-lost', params: { extension: key ?? oid } }) as const),
  ];
}

/** The names that a certificate speaks for, DNS names without regard to case. */
function namesOf(certificate: Certificate): string[] {
  const san = certificate.subjectAltName?.map(nameText);
  return san ?? completedNames(certificate).map((name) => name.toLowerCase());
}

function nameText(name: GeneralName): string {
  if (name.type === 'directory') return `directory:${name.name}`;
  if (name.type === 'dns') return name.value.toLowerCase();
  return 'value' in name && name.value !== undefined ? name.value : name.type;
}
