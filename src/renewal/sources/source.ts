import type { KeyObject, X509Certificate } from 'node:crypto';
import type { HashName, KeySpec } from '../../pki/algorithms.ts';
import type { ExtensionInput } from '../../pki/engine.ts';
import type { Certificate } from '../../pki/parse/index.ts';

/** Where new certificates can come from. */
export const SOURCES = ['self-signed', 'ca', 'command'] as const;
export type SourceKind = (typeof SOURCES)[number];

/** What a source is asked for. */
export interface IssueRequest {
  readonly old: Certificate;
  readonly privateKey: KeyObject;
  readonly spec: KeySpec;
  readonly hash: HashName | undefined;
  /** As a self-signed certificate has them. */
  readonly extensions: readonly ExtensionInput[];
  readonly lifetimeMs: number;
  readonly now: Date;
}

/** What a source gave. */
export interface Issued {
  readonly leaf: X509Certificate;
  /** What it sent behind the leaf, in that order. */
  readonly chain: readonly X509Certificate[];
}

/** A source that is ready to issue. */
export interface Source {
  readonly kind: SourceKind;
  /** What the plan says of it: the directory of the CA, the command. */
  readonly detail?: string;
  issue(request: IssueRequest): Promise<Issued>;
}
