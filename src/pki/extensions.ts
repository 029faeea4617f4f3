import { createHash, type KeyObject } from 'node:crypto';
import type { KeySpec } from './algorithms.ts';
import { boolean, implicit, integer, namedBits, nullValue, octetString, oid, sequence } from './der/encode.ts';
import type { ExtensionInput } from './engine.ts';
import { KEY_PURPOSES, type KeyPurposeName } from './oids/key-purposes.ts';
import { KEY_USAGES } from './parse/extensions/key-usage.ts';
import { extensionOid } from './parse/extensions/registry.ts';
import { parseSubjectPublicKeyInfo } from './parse/subject-public-key-info.ts';
import { keyUsageFor, type Profile } from './profile.ts';
import { encodeGeneralNames } from './san/encode-san.ts';

/** The dotted OID of a key purpose given by name or dotted OID. */
export function purposeOid(purpose: string): string {
  return KEY_PURPOSES[purpose as KeyPurposeName] ?? purpose;
}

/** BasicConstraints, critical (RFC 5280 4.2.1.9): CA:FALSE is the empty sequence, because FALSE is the default. */
export function basicConstraints({ ca, pathLength }: Profile['basicConstraints']): ExtensionInput {
  const content = ca ? [boolean(true), ...(pathLength === undefined ? [] : [integer(pathLength)])] : [];
  return { oid: extensionOid('basicConstraints'), critical: true, value: sequence(...content) };
}

/** KeyUsage, critical (RFC 5280 4.2.1.3). */
export function keyUsage(profile: Profile, key: KeySpec): ExtensionInput {
  const bits = keyUsageFor(profile, key).map((usage) => KEY_USAGES.indexOf(usage));
  return { oid: extensionOid('keyUsage'), critical: true, value: namedBits(bits) };
}

/** ExtendedKeyUsage (RFC 5280 4.2.1.12); none where the profile names no purpose. */
export function extendedKeyUsage({ extendedKeyUsage: purposes }: Profile): ExtensionInput[] {
  if (purposes.length === 0) return [];
  const value = sequence(...purposes.map((purpose) => oid(purposeOid(purpose))));
  return [{ oid: extensionOid('extendedKeyUsage'), critical: false, value }];
}

/** SubjectAltName (RFC 5280 4.2.1.6), critical where there is no subject; none where there are no names. */
export function subjectAltName(names: readonly Uint8Array[], emptySubject: boolean): ExtensionInput[] {
  if (names.length === 0) return [];
  return [{ oid: extensionOid('subjectAltName'), critical: emptySubject, value: encodeGeneralNames(names) }];
}

/** The key identifier of RFC 5280 4.2.1.2, method 1: SHA-1 of the public key's bits, which every tool computes alike. */
export function keyIdentifier(publicKey: KeyObject | Uint8Array): Buffer {
  const spki = publicKey instanceof Uint8Array ? publicKey : publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha1').update(parseSubjectPublicKeyInfo(spki).publicKey).digest();
}

/** SubjectKeyIdentifier (RFC 5280 4.2.1.2). */
export function subjectKeyIdentifier(identifier: Uint8Array): ExtensionInput {
  return { oid: extensionOid('subjectKeyIdentifier'), critical: false, value: octetString(identifier) };
}

/** AuthorityKeyIdentifier with the issuer's key identifier (RFC 5280 4.2.1.1). */
export function authorityKeyIdentifier(identifier: Uint8Array): ExtensionInput {
  return { oid: extensionOid('authorityKeyIdentifier'), critical: false, value: sequence(implicit(0, identifier)) };
}

/** OCSP's no-check (RFC 6960 4.2.2.2.1), where the profile asks for it. */
export function ocspNoCheck(profile: Profile): ExtensionInput[] {
  return profile.ocspNoCheck ? [{ oid: extensionOid('ocspNoCheck'), critical: false, value: nullValue() }] : [];
}
