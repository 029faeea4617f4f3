import type { ProtocolVersion } from '../evidence/request.ts';
import type { Member } from '../evidence.ts';

const NUMBERS: Readonly<Record<ProtocolVersion, number>> = {
  TLSv1: 0x0301,
  'TLSv1.1': 0x0302,
  'TLSv1.2': 0x0303,
  'TLSv1.3': 0x0304,
};

/** A version as it stands in hellos. */
export function versionNumber(name: ProtocolVersion): number {
  return NUMBERS[name];
}

/** The versions that the server answered with, and to which hello. */
export function versionsSpoken(
  versions: readonly Member<'tls.version'>[],
): { readonly at: string; readonly version: number }[] {
  return versions.flatMap(({ at, entry }) =>
    entry.state === 'ok' && entry.value.version !== null ? [{ at, version: entry.value.version }] : [],
  );
}
