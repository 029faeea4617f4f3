import { KEY_PURPOSES, keyPurposeName } from '../oids/key-purposes.ts';
import { signatureAlgorithm } from '../oids/signature-algorithms.ts';
import type { Certificate } from '../parse/certificate.ts';
import type { SubjectPublicKeyInfo } from '../parse/subject-public-key-info.ts';
import { hostReference, matchesHost } from '../verify/names/dns-name.ts';
import type { AcceptanceInput, Condition } from './types.ts';
import type { NameMatcher } from './wildcards.ts';

const DAY_MS = 86_400_000;

/**
 * Days that a certificate is valid for, as the CA/Browser Forum and Apple count them: both ends belong to it, a day is
 * 86,400 seconds, and any second more is another day (BR 6.3.2).
 */
export function validityDays({ validity: { notBefore, notAfter } }: Certificate): number {
  return Math.ceil((notAfter.getTime() - notBefore.getTime() + 1000) / DAY_MS);
}

export const expired: Condition = ({ leaf: { validity }, at }) =>
  at > validity.notAfter ? { notAfter: validity.notAfter.toISOString() } : undefined;

export const notYetValid: Condition = ({ leaf: { validity }, at }) =>
  at < validity.notBefore ? { notBefore: validity.notBefore.toISOString() } : undefined;

export const longerThan =
  (limit: number): Condition =>
  ({ leaf }) => {
    const days = validityDays(leaf);
    return days > limit ? { days, limit } : undefined;
  };

export const emptyValidity: Condition = ({ leaf: { validity } }) =>
  validity.notAfter <= validity.notBefore ? {} : undefined;

/** The common name does not count, so that a certificate without alternative names is for nobody. */
export const withoutSan: Condition = ({ leaf }) =>
  hasHostNames(leaf) ? undefined : { commonName: leaf.subject.commonName ?? '' };

/** Clients that still look at the common name of a certificate without alternative names do so for DNS names only. */
export const withoutSanForAddress: Condition = ({ leaf, host }) => {
  if (host === undefined || hasHostNames(leaf)) return undefined;
  const reference = hostReference(host);
  return reference && 'ip' in reference ? { host } : undefined;
};

/** The host is none of the alternative names, as this client reads their wildcards. */
const otherHostBy =
  (matcher: NameMatcher): Condition =>
  ({ leaf, host }) => {
    if (host === undefined || !hasHostNames(leaf)) return undefined;
    return matches(leaf, host, matcher) ? undefined : { host, presented: presented(leaf) };
  };

/** The host is none of the alternative names; `*` is one whole label (RFC 9525 6.3). */
export const otherHost: Condition = otherHostBy(matchesHost);

/** The host is none of the alternative names, nor, where there are none, the common name. */
export const otherHostThanCommonName =
  (matcher: NameMatcher = matchesHost): Condition =>
  (input) => {
    const { leaf, host } = input;
    if (hasHostNames(leaf)) return otherHostBy(matcher)(input);
    const reference = host === undefined ? undefined : hostReference(host);
    if (host === undefined || !reference || 'ip' in reference) return undefined;
    const { commonName = '' } = leaf.subject;
    return matcher(commonName, reference.dns) ? undefined : { host, presented: [commonName] };
  };

/** An address that is not the common name of a certificate without alternative names; the alternative names, `otherHost` judges. */
export const otherAddressThanCommonName: Condition = ({ leaf, host }) => {
  if (host === undefined || hasHostNames(leaf)) return undefined;
  const reference = hostReference(host);
  const { commonName = '' } = leaf.subject;
  return reference && 'ip' in reference && commonName !== host ? { host, presented: [commonName] } : undefined;
};

/** extendedKeyUsage is there and names other purposes only. */
export const notForServers =
  (accepted: readonly string[] = [KEY_PURPOSES.serverAuth, KEY_PURPOSES.any]): Condition =>
  ({ leaf }) => {
    const purposes = leaf.extendedKeyUsage;
    if (!purposes || purposes.some((purpose) => accepted.includes(purpose))) return undefined;
    return { purposes: purposes.map((oid) => keyPurposeName(oid) ?? oid) };
  };

/** For clients besides servers, which Chrome's roots are to stop (the authority's rule, not a check of the program's). */
export const forClientsToo: Condition = ({ leaf: { extendedKeyUsage } }) =>
  extendedKeyUsage?.includes(KEY_PURPOSES.clientAuth)
    ? { purposes: extendedKeyUsage.map((oid) => keyPurposeName(oid) ?? oid) }
    : undefined;

export const withoutExtendedKeyUsage: Condition = ({ leaf }) => (leaf.extendedKeyUsage ? undefined : {});

/** Every TLS 1.3 exchange, and ECDHE before it, is signed by the server's key: a key usage that is there must say so. */
export const cannotSign: Condition = ({ leaf: { keyUsage } }) =>
  keyUsage && !keyUsage.includes('digitalSignature') ? { usage: keyUsage } : undefined;

/** The same, of clients that are content with any usage that some version of TLS has had. */
export const unfitForTls: Condition = (input) =>
  input.leaf.keyUsage?.some((usage) => usage === 'keyEncipherment' || usage === 'keyAgreement')
    ? undefined
    : cannotSign(input);

export const rsaBelow =
  (limit: number): Condition =>
  (input) => {
    for (const { subject, subjectPublicKeyInfo: key } of path(input))
      if (isRsa(key) && (key.bits ?? 0) < limit) return { bits: key.bits ?? 0, limit, subject: subject.toString() };
    return undefined;
  };

export const rsaAbove =
  (limit: number): Condition =>
  (input) => {
    for (const { subject, subjectPublicKeyInfo: key } of path(input))
      if (isRsa(key) && (key.bits ?? 0) > limit) return { bits: key.bits ?? 0, limit, subject: subject.toString() };
    return undefined;
  };

/** The key is of no kind that the client offers signature schemes for in its ClientHello: `rsa`, `ed25519`, `P-256`. */
export const keyOtherThan =
  (...kinds: readonly string[]): Condition =>
  ({ leaf: { subjectPublicKeyInfo: key } }) =>
    kinds.includes(keyKind(key)) ? undefined : { key: keyKind(key), known: kinds };

export const sha1Signed: Condition = (input) => signedWith(input, ['md2', 'md5', 'sha1']);

/** Less than 128 bits of security: OpenSSL's security level 3. */
export const weaklySigned: Condition = (input) => signedWith(input, ['md2', 'md5', 'sha1', 'sha224']);

/** SHA-1, or a message digest older than it, under any certificate but a root. */
function signedWith(input: AcceptanceInput, hashes: readonly string[]) {
  for (const certificate of path(input)) {
    const { signatureAlgorithm: used, subject } = certificate;
    const hash = signatureAlgorithm(used.oid)?.hash;
    const isRoot = certificate !== input.leaf && certificate.isSelfIssued;
    if (hash && hashes.includes(hash) && !isRoot) return { algorithm: used.name, subject: subject.toString() };
  }
  return undefined;
}

export const isAuthority: Condition = ({ leaf }) => (leaf.basicConstraints?.ca ? {} : undefined);

export const serialNegative: Condition = ({ leaf: { serialBytes } }) => ((serialBytes[0] ?? 0) & 0x80 ? {} : undefined);

export const withoutAuthorityKeyIdentifier: Condition = ({ leaf }) =>
  leaf.isSelfIssued || leaf.version < 3 || leaf.value('authorityKeyIdentifier')?.keyIdentifier ? undefined : {};

export const extensionsBeforeVersion3: Condition = ({ leaf }) =>
  leaf.version < 3 && leaf.extensions.length > 0 ? { version: leaf.version } : undefined;

export const authorityNotCritical: Condition = (input) => {
  const ca = path(input).find(
    (each) => each.basicConstraints?.ca === true && each.extension('basicConstraints')?.critical === false,
  );
  return ca && { subject: ca.subject.toString() };
};

function path({ leaf, issuers }: AcceptanceInput): readonly Certificate[] {
  return [leaf, ...issuers];
}

function isRsa({ type }: SubjectPublicKeyInfo): boolean {
  return type === 'rsa' || type === 'rsa-pss';
}

function keyKind({ type, curve, explicitCurve, algorithm }: SubjectPublicKeyInfo): string {
  if (explicitCurve) return 'EC (explicit)';
  if (type === 'ec') return curve ?? 'EC';
  return type === 'unknown' ? algorithm.name : type;
}

function hasHostNames({ subjectAltName = [] }: Certificate): boolean {
  return subjectAltName.some(({ type }) => type === 'dns' || type === 'ip');
}

function matches({ subjectAltName = [] }: Certificate, host: string, matcher: NameMatcher): boolean {
  const reference = hostReference(host);
  return subjectAltName.some((name) => {
    if (!reference || name.malformed) return false;
    if ('ip' in reference) return name.type === 'ip' && name.bytes.equals(reference.ip);
    return name.type === 'dns' && matcher(name.value, reference.dns);
  });
}

function presented({ subjectAltName = [] }: Certificate): string[] {
  return subjectAltName.flatMap((name) => (name.type === 'dns' || name.type === 'ip' ? [name.value] : [])).slice(0, 16);
}
