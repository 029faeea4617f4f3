import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { AppError } from '../errors/app-error.ts';
import { lookAtCertificate } from './look/look.ts';
import type { RenewContext, RenewOptions } from './options.ts';
import { type Decision, decide } from './policy/decide.ts';
import type { RenewalResult } from './result.ts';
import { type CertificateFacts, factsOf } from './set.ts';
import { stateFolder } from './state/folder.ts';
import { readMemory } from './state/memory.ts';

/** What is known of a certificate before its key is looked at. */
export interface Judged {
  /** Due, or forced. */
  readonly wanted: boolean;
  readonly result: Pick<RenewalResult, 'certificate' | 'forced'> & {
    readonly decision: Decision;
    readonly old: CertificateFacts;
  };
}

const BEHIND_MS = 5 * 60_000;

/**
 * Decides whether a certificate is due; reads, and writes nothing.
 * @throws AppError ERR_INPUT_*, ERR_RENEW_NO_CERTIFICATE, ERR_RENEW_CLOCK
 */
export async function judge(
  { look, policy, force }: Pick<RenewOptions, 'look' | 'policy' | 'force'>,
  { clock, realTime }: RenewContext,
): Promise<Judged> {
  const { certificates } = await lookAtCertificate(look.certificate);
  const old = factsOf(certificates[0]!);
  const { installed, seen } = readMemory(stateFolder(look.certificate));
  const now = clock.now();
  if (realTime && !force && seen !== undefined && now.getTime() < Date.parse(seen) - BEHIND_MS) {
    throw new AppError('ERR_RENEW_CLOCK', { now: now.toISOString(), seen });
  }
  const mine = installed?.fingerprint === old.fingerprint ? { installedAt: new Date(installed.at) } : {};
  const decision = decide({ ...old, ...mine }, { ...policy, seed: seedOf(old.fingerprint) }, now);
  const forced = force && !decision.due ? { forced: true } : {};
  return { wanted: decision.due || force, result: { certificate: look.certificate, decision, old, ...forced } };
}

/** From 0 to less than 1: the same for one certificate on one machine at every run, and others elsewhere. */
function seedOf(fingerprint: string): number {
  return createHash('sha256').update(`${fingerprint} ${hostname()}`).digest().readUInt32BE() / 2 ** 32;
}
