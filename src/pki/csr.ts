import type { KeyObject } from 'node:crypto';
import { AppError } from '../errors/app-error.ts';
import { defaultHash, type HashName, type KeySpec } from './algorithms.ts';
import type { ExtensionInput } from './engine.ts';
import { basicConstraints, extendedKeyUsage, keyUsage, subjectAltName } from './extensions.ts';
import { keyName } from './keys/spec.ts';
import type { Profile } from './profile.ts';
import type { RequestedName } from './requested.ts';

/** What a request is made from. */
export interface RequestInput {
  readonly privateKey: KeyObject;
  readonly spec: KeySpec;
  /** Name, DER. */
  readonly subject: Buffer;
  readonly names: readonly RequestedName[];
  readonly profile: Profile;
  readonly hash?: HashName | undefined;
}

/**
 * Makes a PKCS#10 request (RFC 2986) that asks for the profile's extensions and the names given (RFC 2985 5.4.2); DER.
 * @throws AppError ERR_HASH_FIXED, ERR_PROFILE_KEY_TYPE, ERR_HOST_NOT_IN_PROFILE
 */
export async function createRequest(input: RequestInput): Promise<Buffer> {
  const { privateKey, spec, subject } = input;
  const hash = signatureHash(spec, input.hash);
  const extensions = requestExtensions(input);
  const { buildRequest } = await import('./engine.ts');
  return buildRequest({ subject, extensions }, { privateKey, spec, hash });
}

/**
 * The extensions that a request asks for: the profile's, and the names.
 * @throws AppError ERR_PROFILE_KEY_TYPE, ERR_HOST_NOT_IN_PROFILE
 */
export function requestExtensions({
  spec,
  subject,
  names,
  profile,
}: Pick<RequestInput, 'spec' | 'subject' | 'names' | 'profile'>): ExtensionInput[] {
  checkKeyType(profile, spec);
  checkNames(profile, names);
  return [
    basicConstraints(profile.basicConstraints),
    keyUsage(profile, spec),
    ...extendedKeyUsage(profile),
    ...subjectAltName(
      names.map(({ der }) => der),
      isEmptyName(subject),
    ),
  ];
}

/** Whether a Name is the empty sequence. */
export function isEmptyName(name: Uint8Array): boolean {
  return name.length === 2;
}

/**
 * The hash to sign with: the one asked for, else the key's own.
 * @throws AppError ERR_HASH_FIXED where the signature scheme leaves no choice
 */
export function signatureHash(spec: KeySpec, asked: HashName | undefined): HashName | undefined {
  const own = defaultHash(spec);
  if (own === undefined && asked !== undefined) throw new AppError('ERR_HASH_FIXED', { key: keyName(spec) });
  return asked ?? own;
}

/** @throws AppError ERR_PROFILE_KEY_TYPE where the profile is not for such keys */
export function checkKeyType(profile: Profile, spec: KeySpec): void {
  if (profile.keys.includes(spec.type)) return;
  throw new AppError('ERR_PROFILE_KEY_TYPE', { profile: profile.name, key: spec.type, types: profile.keys });
}

/** @throws AppError ERR_HOST_NOT_IN_PROFILE for the first name that the profile has no place for */
export function checkNames(profile: Profile, names: readonly RequestedName[]): void {
  const { types } = profile.subjectAltName;
  const misfit = names.find(({ type }) => type === 'unknown' || !types.includes(type));
  if (misfit === undefined) return;
  throw new AppError('ERR_HOST_NOT_IN_PROFILE', { profile: profile.name, host: misfit.text, type: misfit.type, types });
}
