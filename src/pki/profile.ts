import type { KeySpec, KeyType } from './algorithms.ts';
import type { KeyUsage } from './parse/extensions/key-usage.ts';

/** Kinds of alternative name that a profile can allow. */
export const NAME_TYPES = ['dns', 'ip', 'email', 'uri', 'other'] as const;
export type NameType = (typeof NAME_TYPES)[number];

/** Extensions that a profile may copy from a request. */
export const COPIED_EXTENSIONS = [
  'tlsFeature',
  'nameConstraints',
  'certificatePolicies',
  'subjectDirectoryAttributes',
] as const;
export type CopiedExtension = (typeof COPIED_EXTENSIONS)[number];

/** What a kind of certificate contains: `templates/profiles/profile.schema.json`, checked. */
export interface Profile {
  readonly name: string;
  readonly basicConstraints: { readonly ca: boolean; readonly pathLength?: number };
  readonly keyUsage: {
    readonly always: readonly KeyUsage[];
    readonly rsa?: readonly KeyUsage[];
    readonly ec?: readonly KeyUsage[];
  };
  /** Key purposes, by name or dotted OID. */
  readonly extendedKeyUsage: readonly string[];
  readonly ocspNoCheck?: boolean;
  readonly subjectAltName: { readonly required: boolean; readonly types: readonly NameType[] };
  /** In days of 86,400 seconds. */
  readonly validity: { readonly days: number; readonly maxDays: number };
  readonly keys: readonly KeyType[];
  readonly selfSigned: boolean;
  readonly requester: { readonly extensions: readonly CopiedExtension[] };
}

/** The key usage bits that a profile gives a key. */
export function keyUsageFor(profile: Profile, key: KeySpec): readonly KeyUsage[] {
  const { always, rsa = [], ec = [] } = profile.keyUsage;
  if (key.type === 'rsa') return [...always, ...rsa];
  return key.type === 'ec' ? [...always, ...ec] : always;
}
