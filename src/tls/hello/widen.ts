import { TLS12, TLS13 } from '../tables/versions.ts';
import { COMMON, WIDEST } from './offers.ts';
import type { ClientHelloSpec } from './spec.ts';

/** What a server may find nothing to choose from. */
export type HelloAxis = 'cipher' | 'group' | 'signature' | 'version';

/** In the order in which a refusal is narrowed down. */
export const HELLO_AXES: readonly HelloAxis[] = ['cipher', 'group', 'signature', 'version'];

function union(first: readonly number[] | undefined, all: readonly number[]): number[] {
  return [...new Set([...(first ?? []), ...all])];
}

/**
 * The same offer with everything that is registered added along one axis and nothing else changed. A server that
 * refuses `spec` and answers the widened one had nothing in common along that axis.
 */
export function widenHello(spec: ClientHelloSpec, axis: HelloAxis): ClientHelloSpec {
  switch (axis) {
    case 'cipher':
      return { ...spec, cipherSuites: union(spec.cipherSuites, WIDEST.suites) };
    case 'group':
      return { ...spec, groups: union(spec.groups, WIDEST.groups) };
    case 'signature':
      return { ...spec, signatureSchemes: union(spec.signatureSchemes, WIDEST.signatureSchemes) };
    case 'version':
      return widenVersions(spec);
  }
}

/** TLS 1.3 has cipher suites of its own: its version without them would offer nothing. */
function widenVersions(spec: ClientHelloSpec): ClientHelloSpec {
  const supportedVersions = union(spec.supportedVersions, WIDEST.versions);
  const gainsTls13 = !spec.supportedVersions?.includes(TLS13);
  return {
    ...spec,
    legacyVersion: TLS12,
    supportedVersions,
    cipherSuites: gainsTls13 ? union(spec.cipherSuites, COMMON.tls13Suites) : spec.cipherSuites,
    groups: spec.groups?.length ? spec.groups : COMMON.groups,
    keyShares: spec.keyShares?.length ? spec.keyShares : COMMON.keyShares,
  };
}
