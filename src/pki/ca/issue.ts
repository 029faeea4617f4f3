import { AppError } from '../../errors/app-error.ts';
import { defaultHash, type HashName, type KeySpec } from '../algorithms.ts';
import { profileExtensions, randomSerial } from '../certificate.ts';
import { checkKeyType, isEmptyName, signatureHash } from '../csr.ts';
import type { ExtensionInput } from '../engine.ts';
import { authorityKeyIdentifier, keyIdentifier, subjectAltName, subjectKeyIdentifier } from '../extensions.ts';
import type { Granted } from '../grant.ts';
import type { PassphraseSource } from '../keys/load.ts';
import { type Certificate, parseCertificate } from '../parse/certificate.ts';
import { extensionOid } from '../parse/extensions/registry.ts';
import type { Profile } from '../profile.ts';
import type { ValidityPeriod } from '../validity-period.ts';
import { verifyChain } from '../verify/index.ts';
import { type Authority, issuingName, openAuthority, openCa } from './authority.ts';
import { changeIndex } from './change-index.ts';
import { indexEntry } from './entry.ts';
import { type CaIndex, withRecord } from './index-file.ts';

/** A certificate to be issued, all but what the issuer puts in: serial number, issuer, key identifiers. */
export interface LeafInput {
  /** Name, DER. */
  readonly subject: Buffer;
  /** SubjectPublicKeyInfo, DER. */
  readonly subjectPublicKeyInfo: Buffer;
  /** Key identifiers among them are replaced by the issuer's and the key's. */
  readonly extensions: readonly ExtensionInput[];
  /** Cut where the issuer's own life ends. */
  readonly validity: ValidityPeriod;
  /** Of the issuer's signature; the issuer's own where left out. */
  readonly hash?: HashName | undefined;
}

/** What an authority issued: to be sent as leaf, then intermediates. */
export interface IssuedCertificate {
  readonly leaf: Certificate;
  readonly intermediates: readonly Certificate[];
  readonly root: Certificate;
  /** Whether the validity was cut to the issuer's. */
  readonly shortened: boolean;
}

/**
 * Issues from the CA of a directory, with exactly the extensions given: this is what renewal needs. The new certificate is
 * in the index, under a serial number of its own, before it is handed out; two processes may do this at once.
 *
 * @throws AppError ERR_CA_NAME_NOT_PERMITTED, ERR_CA_UNUSABLE, ERR_CA_MISSING, ERR_CA_MALFORMED, ERR_CA_KEY_GONE,
 *   ERR_CA_KEY_MISMATCH, ERR_CA_LOCKED, and those of `loadPrivateKey`
 */
export async function issueFromCa(
  from: { readonly dir: string; readonly passphrase?: PassphraseSource | undefined },
  leaf: LeafInput,
): Promise<IssuedCertificate> {
  const ca = await openCa(from.dir);
  const authority = await openAuthority(ca, issuingName(ca), from.passphrase);
  return changeIndex(from.dir, async (index) => {
    const issued = await issueWith(authority, ca, leaf, index);
    return { index: issued.index, value: issued.certificate };
  });
}

/** Issues with an authority that is open, and adds the certificate to the index handed in; nothing is written. */
export async function issueWith(
  authority: Authority,
  { root, intermediate }: { readonly root: Certificate; readonly intermediate: Certificate | undefined },
  leaf: LeafInput,
  index: CaIndex,
): Promise<{ readonly certificate: IssuedCertificate; readonly index: CaIndex }> {
  const record = index.authorities[authority.name]!;
  const taken = new Set(record.certificates.map(({ serialNumber }) => serialNumber));
  const end = authority.certificate.validity.notAfter;
  const shortened = leaf.validity.notAfter > end;
  const certificate = await build(authority, leaf, shortened ? end : leaf.validity.notAfter, taken);
  const issued = {
    leaf: certificate,
    root,
    intermediates: intermediate === undefined ? [] : [intermediate],
    shortened,
  };
  checkIssued(issued);
  const certificates = [...record.certificates, indexEntry(certificate)];
  return { certificate: issued, index: withRecord(index, authority.name, { ...record, certificates }) };
}

/** The extensions of a certificate by a profile, with what a requester was granted. @throws AppError ERR_PROFILE_KEY_TYPE, ERR_CA_PROFILE */
export function leafExtensions(
  profile: Profile,
  spec: KeySpec,
  granted: Pick<Granted, 'names' | 'extensions'>,
  subject: Buffer,
): ExtensionInput[] {
  checkKeyType(profile, spec);
  if (profile.basicConstraints.ca) throw new AppError('ERR_CA_PROFILE', { profile: profile.name });
  const names = granted.names.map(({ der }) => der);
  return [...profileExtensions(profile, spec), ...subjectAltName(names, isEmptyName(subject)), ...granted.extensions];
}

const OURS = [extensionOid('subjectKeyIdentifier'), extensionOid('authorityKeyIdentifier')];

async function build(
  authority: Authority,
  leaf: LeafInput,
  notAfter: Date,
  taken: ReadonlySet<string>,
): Promise<Certificate> {
  const { certificate: issuer, privateKey, spec } = authority;
  const hash = leaf.hash === undefined ? defaultHash(spec) : signatureHash(spec, leaf.hash);
  const { buildCertificate } = await import('../engine.ts');
  const der = await buildCertificate(
    {
      serialNumber: freshSerial(taken),
      issuer: issuer.subject.der,
      subject: leaf.subject,
      notBefore: leaf.validity.notBefore,
      notAfter,
      subjectPublicKeyInfo: leaf.subjectPublicKeyInfo,
      extensions: [
        ...leaf.extensions.filter(({ oid }) => !OURS.includes(oid)),
        subjectKeyIdentifier(keyIdentifier(leaf.subjectPublicKeyInfo)),
        authorityKeyIdentifier(issuer.subjectKeyIdentifier!),
      ],
    },
    { privateKey, spec, hash },
  );
  return parseCertificate(der);
}

function freshSerial(taken: ReadonlySet<string>): Buffer {
  for (;;) {
    const serial = randomSerial();
    if (
      !taken.has(
        serial
          .toString('hex')
          .toUpperCase()
          .replace(/^(?:00)+/, ''),
      )
    )
      return serial;
  }
}

/** Nothing leaves that would not be accepted: our own verifier looks at it first. */
function checkIssued({ leaf, intermediates, root }: IssuedCertificate): void {
  const verdict = verifyChain({ leaf, intermediates, anchors: [root], at: leaf.validity.notBefore, policy: 'path' });
  // An authority that is younger than what it issues by the seconds of its own backdating is no fault.
  const result =
    !verdict.ok && verdict.reason.code === 'not-yet-valid'
      ? verifyChain({ leaf, intermediates, anchors: [root], at: root.validity.notBefore, policy: 'path' })
      : verdict;
  if (result.ok) return;
  const { code, rule, params } = result.reason;
  if (code === 'name-constraint-violation') {
    throw new AppError('ERR_CA_NAME_NOT_PERMITTED', { name: String(params.name), permitted: permittedNames(root) });
  }
  throw new AppError('ERR_CA_UNUSABLE', { reason: code, rule });
}

/** What the constraints on names of an authority permit: domains and networks. */
export function permittedNames(certificate: Certificate): string[] {
  const permitted = certificate.value('nameConstraints')?.permitted ?? [];
  return permitted.flatMap(({ base }) => (base.type === 'dns' || base.type === 'ip' ? [String(base.value)] : []));
}
