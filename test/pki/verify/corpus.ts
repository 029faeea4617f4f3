import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { splitPem } from '../../../src/files/pem.ts';
import { type Certificate, parseCertificate, parseCertificateList } from '../../../src/pki/parse/index.ts';
import { type Purpose, type VerifyInput, type VerifyPolicy, verifyChain } from '../../../src/pki/verify/index.ts';

/** One case of x509-limbo, as far as it is used here. */
export interface LimboCase {
  readonly id: string;
  readonly description: string;
  readonly validation_kind: 'SERVER' | 'CLIENT';
  readonly trusted_certs: readonly string[];
  readonly untrusted_intermediates: readonly string[];
  readonly peer_certificate: string;
  readonly validation_time: string | null;
  readonly max_chain_depth?: number | null;
  readonly crls?: readonly string[];
  readonly expected_peer_name: { readonly kind: string; readonly value: string } | null;
  readonly expected_result: 'SUCCESS' | 'FAILURE';
}

const DIRECTORY = process.env.LLAVE_CORPORA ?? path.resolve(import.meta.dirname, '../../../../shared/corpora');
export const LIMBO_FILE = path.join(DIRECTORY, 'limbo.json');

/** The cases, or none (and a word about it) where the corpus is not on this machine. */
export function limboCases(file = LIMBO_FILE): readonly LimboCase[] {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')).testcases;
  process.stderr.write(`skipped: ${file} is not here; LLAVE_CORPORA names its directory\n`);
  return [];
}

export function certificates(pems: readonly string[]): Certificate[] {
  return pems.flatMap((pem) => splitPem(pem).blocks.map(({ der }) => parseCertificate(der)));
}

/** When a case that names no time is judged: the corpus says so. */
export const DEFAULT_TIME = '2023-12-05T00:00:00Z';

/** Judges a case as its fields ask. */
export function judge(limbo: LimboCase, policy: VerifyPolicy): ReturnType<typeof verifyChain> {
  const purpose: Purpose = limbo.validation_kind === 'SERVER' ? 'server' : 'client';
  const host = limbo.expected_peer_name?.value;
  const maxDepth = limbo.max_chain_depth ?? undefined;
  const input: VerifyInput = {
    leaf: certificates([limbo.peer_certificate])[0]!,
    anchors: certificates(limbo.trusted_certs),
    intermediates: certificates(limbo.untrusted_intermediates),
    crls: (limbo.crls ?? []).flatMap((pem) => splitPem(pem).blocks.map(({ der }) => parseCertificateList(der))),
    at: new Date(limbo.validation_time ?? DEFAULT_TIME),
    purpose,
    policy,
    ...(host === undefined ? {} : { host }),
    ...(maxDepth === undefined ? {} : { maxDepth }),
  };
  return verifyChain(input);
}

/** The policy that a case's own name asks for. */
export function policyOf({ id }: LimboCase): VerifyPolicy {
  return id.startsWith('webpki::') ? 'webpki' : 'rfc5280';
}
