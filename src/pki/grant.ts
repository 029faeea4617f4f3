import type { ExtensionInput } from './engine.ts';
import { purposeOid } from './extensions.ts';
import type { Extension } from './parse/extension.ts';
import type { CopiedExtension, Profile } from './profile.ts';
import type { Requested, RequestedName } from './requested.ts';

/** What of a requester's wishes goes into the certificate, and what does not. */
export interface Granted {
  /** GeneralNames, DER each. */
  readonly names: readonly RequestedName[];
  readonly extensions: readonly ExtensionInput[];
  /** Names that the profile has no place for. */
  readonly refusedNames: readonly RequestedName[];
  /** Extensions that were asked for and are left out or differ, by RFC 5280's name or dotted OID. */
  readonly refusedExtensions: readonly string[];
}

/** What the issuer sets himself from key and profile: asking for it means nothing. */
const ISSUERS_OWN = new Set(['subjectKeyIdentifier', 'authorityKeyIdentifier', 'subjectAltName', 'keyUsage']);

/** Decides by the profile what a requester gets. */
export function grant(requested: Pick<Requested, 'names' | 'extensions'>, profile: Profile): Granted {
  const { types } = profile.subjectAltName;
  const fits = ({ type }: RequestedName) => type !== 'unknown' && types.includes(type);
  const copied = requested.extensions.filter(({ key, broken }) => isCopied(key, profile) && broken === undefined);
  const refused = requested.extensions.filter((each) => !copied.includes(each) && isRefused(each, profile));
  return {
    names: requested.names.filter(fits),
    extensions: copied.map(({ oid, critical, value }) => ({ oid, critical, value })),
    refusedNames: requested.names.filter((name) => !fits(name)),
    refusedExtensions: refused.map(({ key, oid }) => key ?? oid),
  };
}

function isCopied(key: Extension['key'], profile: Profile): boolean {
  return key !== undefined && profile.requester.extensions.includes(key as CopiedExtension);
}

function isRefused({ key, parsed, broken }: Extension, profile: Profile): boolean {
  if (key === undefined || broken !== undefined) return true;
  if (ISSUERS_OWN.has(key)) return false;
  if (key === 'basicConstraints') return (parsed as { ca: boolean }).ca !== profile.basicConstraints.ca;
  if (key === 'extendedKeyUsage') {
    const granted = profile.extendedKeyUsage.map(purposeOid);
    return (parsed as readonly string[]).some((purpose) => !granted.includes(purpose));
  }
  return true;
}
