import { createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import { AppError } from '../errors/app-error.ts';
import type { HashName, KeySpec } from './algorithms.ts';
import { checkKeyType, isEmptyName, signatureHash } from './csr.ts';
import type { ExtensionInput } from './engine.ts';
import {
  authorityKeyIdentifier,
  basicConstraints,
  extendedKeyUsage,
  keyIdentifier,
  keyUsage,
  ocspNoCheck,
  subjectAltName,
  subjectKeyIdentifier,
} from './extensions.ts';
import type { Granted } from './grant.ts';
import type { Profile } from './profile.ts';
import type { ValidityPeriod } from './validity-period.ts';

const SERIAL_OCTETS = 20;

/** What a self-signed certificate is made from. */
export interface SelfSignedInput {
  readonly privateKey: KeyObject;
  readonly spec: KeySpec;
  /** Name, DER. */
  readonly subject: Buffer;
  readonly granted: Pick<Granted, 'names' | 'extensions'>;
  readonly profile: Profile;
  readonly validity: ValidityPeriod;
  readonly hash?: HashName | undefined;
}

/**
 * Makes a self-signed X.509 v3 certificate (RFC 5280) by a profile; DER.
 * @throws AppError ERR_PROFILE_NOT_SELF_SIGNED, ERR_PROFILE_KEY_TYPE, ERR_HASH_FIXED, ERR_SUBJECT_MISSING
 */
export async function createSelfSigned(input: SelfSignedInput): Promise<Buffer> {
  const { privateKey, spec, subject, granted, profile, validity } = input;
  checkSelfSigned(profile);
  checkKeyType(profile, spec);
  // An issuer must have a name (RFC 5280 4.1.2.4), and here the issuer is the subject.
  if (isEmptyName(subject)) throw new AppError('ERR_SUBJECT_MISSING');
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const identifier = keyIdentifier(spki);
  const { buildCertificate } = await import('./engine.ts');
  return buildCertificate(
    {
      serialNumber: randomSerial(),
      issuer: subject,
      subject,
      ...validity,
      subjectPublicKeyInfo: spki,
      extensions: [
        ...selfSignedExtensions({ profile, spec, granted }),
        subjectKeyIdentifier(identifier),
        authorityKeyIdentifier(identifier),
      ],
    },
    { privateKey, spec, hash: signatureHash(spec, input.hash) },
  );
}

/** The extensions of a self-signed certificate, apart from its key identifiers. */
export function selfSignedExtensions({
  profile,
  spec,
  granted,
}: Pick<SelfSignedInput, 'profile' | 'spec' | 'granted'>): ExtensionInput[] {
  const names = granted.names.map(({ der }) => der);
  return [...profileExtensions(profile, spec), ...subjectAltName(names, false), ...granted.extensions];
}

/** @throws AppError ERR_PROFILE_NOT_SELF_SIGNED where a certificate of this profile makes no sense without an issuer */
export function checkSelfSigned(profile: Profile): void {
  if (!profile.selfSigned) throw new AppError('ERR_PROFILE_NOT_SELF_SIGNED', { profile: profile.name });
}

/** The extensions that a profile gives by itself. */
export function profileExtensions(profile: Profile, spec: KeySpec) {
  return [
    basicConstraints(profile.basicConstraints),
    keyUsage(profile, spec),
    ...extendedKeyUsage(profile),
    ...ocspNoCheck(profile),
  ];
}

/** A new serial number: 159 random bits, positive, at most 20 octets, never zero (RFC 5280 4.1.2.2). */
export function randomSerial(random: (size: number) => Buffer = randomBytes): Buffer {
  for (;;) {
    const serial = random(SERIAL_OCTETS);
    serial[0]! &= 0x7f;
    if (serial.some((octet) => octet !== 0)) return serial;
  }
}
