import type { DerProblem } from '../der/error.ts';
import { keyPurposeName } from '../oids/key-purposes.ts';
import {
  type Certificate,
  type CertificateList,
  type CertificationRequest,
  fingerprint1,
  type SubjectPublicKeyInfo,
  spkiPin,
} from '../parse/index.ts';
import { describeExtension } from './extension.ts';
import { generalNameText } from './names.ts';
import { plain } from './plain.ts';

/** A public key, free of language. */
export function describePublicKey(spki: SubjectPublicKeyInfo) {
  return {
    type: spki.type,
    bits: spki.bits ?? null,
    curve: spki.curve ?? null,
    exponent: spki.exponent ?? null,
    explicitCurve: spki.explicitCurve,
    algorithm: spki.algorithm.name,
    pin: spkiPin(spki),
  };
}

/** A certificate, free of language: what `inspect --json` shows of it. */
export function describeCertificate(certificate: Certificate) {
  const { validity } = certificate;
  return {
    version: certificate.version,
    subject: certificate.subject.toString(),
    issuer: certificate.issuer.toString(),
    serialNumber: certificate.serialNumber,
    notBefore: plain(validity.notBefore),
    notAfter: plain(validity.notAfter),
    selfIssued: certificate.isSelfIssued,
    ca: certificate.basicConstraints?.ca ?? false,
    subjectAltName: (certificate.subjectAltName ?? []).map(generalNameText),
    keyUsage: certificate.keyUsage ?? null,
    extendedKeyUsage: certificate.extendedKeyUsage?.map((oid) => keyPurposeName(oid) ?? oid) ?? null,
    publicKey: describePublicKey(certificate.subjectPublicKeyInfo),
    signatureAlgorithm: certificate.signatureAlgorithm.name,
    fingerprints: { sha256: certificate.fingerprint256, sha1: fingerprint1(certificate.der) },
    extensions: certificate.extensions.map(describeExtension),
    problems: describeProblems(certificate.problems),
  };
}

/** A certification request, free of language. */
export function describeRequest(request: CertificationRequest) {
  return {
    version: request.version,
    subject: request.subject.toString(),
    subjectAltName: (request.subjectAltName ?? []).map(generalNameText),
    publicKey: describePublicKey(request.subjectPublicKeyInfo),
    signatureAlgorithm: request.signatureAlgorithm.name,
    challengePassword: request.hasChallengePassword,
    extensions: request.extensions.map(describeExtension),
    problems: describeProblems(request.problems),
  };
}

/** The most entries of a CRL that are listed; the count is always complete. */
const LISTED_ENTRIES = 100;

/** A certificate revocation list, free of language. */
export function describeCrl(list: CertificateList) {
  const entries = [];
  let entriesBroken: string | undefined;
  let size: number | null = null;
  try {
    size = list.size;
    for (const { serialNumber, revocationDate, reason } of list.entries()) {
      if (entries.length >= LISTED_ENTRIES) break;
      entries.push({ serialNumber, revocationDate: plain(revocationDate), reason });
    }
  } catch (error) {
    entriesBroken = (error as { fault?: string }).fault ?? 'value-malformed';
  }
  return {
    version: list.version,
    issuer: list.issuer.toString(),
    thisUpdate: plain(list.thisUpdate),
    nextUpdate: plain(list.nextUpdate),
    number: list.value('cRLNumber') ?? null,
    revoked: size,
    entries,
    ...(entriesBroken && { entriesBroken }),
    signatureAlgorithm: list.signatureAlgorithm.name,
    extensions: list.extensions.map(describeExtension),
    problems: describeProblems(list.problems),
  };
}

function describeProblems(problems: readonly DerProblem[]) {
  return problems.map(({ fault, offset, where }) => ({ fault, offset, ...(where !== undefined && { where }) }));
}
