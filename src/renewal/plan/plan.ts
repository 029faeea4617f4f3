import { createPublicKey } from 'node:crypto';
import type { HashName } from '../../pki/algorithms.ts';
import type { ExtensionInput } from '../../pki/engine.ts';
import { keyIdentifier } from '../../pki/extensions.ts';
import { keyName } from '../../pki/keys/spec.ts';
import type { Certificate } from '../../pki/parse/index.ts';
import type { Profile } from '../../pki/profile.ts';
import type { FoundSet } from '../look/look.ts';
import type { Role } from '../set.ts';
import type { SourceKind } from '../sources/source.ts';
import type { Difference } from './difference.ts';
import { renewedExtensions } from './extensions.ts';
import { type PlannedKey, plannedHash, plannedKey } from './key.ts';
import { plannedLifetime } from './lifetime.ts';

/** What is wished for besides "the same again". */
export interface PlanOptions {
  readonly rotate: boolean;
  /** Of 86,400 seconds; the old lifetime where it is left out. */
  readonly days?: number;
  /** For what a certificate without extensions lacks. */
  readonly profile: Profile;
}

/** What will be made, from what, and how it differs from the old certificate. */
export interface Plan {
  readonly source: SourceKind;
  readonly sourceDetail?: string;
  readonly key: PlannedKey;
  readonly keyName: string;
  readonly hash: HashName | undefined;
  readonly extensions: readonly ExtensionInput[];
  readonly lifetimeMs: number;
  readonly differences: readonly Difference[];
  /** The files that will be written. */
  readonly files: readonly { readonly path: string; readonly role: Role }[];
}

/**
 * Plans the new certificate: the old subject, names, extensions, lifetime and key type, and what a rule or a flag changes.
 * Pure: nothing is signed, written or looked up.
 */
export function planRenewal(
  set: FoundSet,
  old: Certificate,
  source: { readonly kind: SourceKind; readonly detail?: string },
  options: PlanOptions,
): Plan {
  const key = plannedKey(set.key, options.rotate);
  const newKey = key.action === 'rotate';
  const { extensions, differences } = renewedExtensions({
    old,
    spec: key.spec,
    // That of a key still to be made is filled in when it is there.
    keyIdentifier: keyIdentifier(createPublicKey(set.key.privateKey)),
    newKey,
    profile: options.profile,
  });
  const { hash, differences: hashDifferences } = plannedHash(old, key.spec);
  const lifetime = plannedLifetime(old, options.days);
  return {
    source: source.kind,
    ...(source.detail === undefined ? {} : { sourceDetail: source.detail }),
    key,
    keyName: keyName(key.spec),
    hash,
    extensions,
    lifetimeMs: lifetime.ms,
    differences: [...key.differences, ...hashDifferences, ...lifetime.differences, ...differences],
    files: set.files.filter(({ path }) => newKey || set.layouts.has(path)).map(({ path, role }) => ({ path, role })),
  };
}
