import { X509Certificate } from 'node:crypto';
import { AppError } from '../errors/app-error.ts';
import { classify } from '../errors/classify.ts';
import { contentHash } from './apply.ts';
import { readSetFile } from './look/files.ts';
import { lookAtCertificate } from './look/look.ts';
import type { RenewContext, RenewOptions } from './options.ts';
import { recoverRun } from './recover.ts';
import { replaceSet, Undone } from './replace.ts';
import type { RenewalResult } from './result.ts';
import { factsOf, type NewFile, type SetFile } from './set.ts';
import { openStateFolder, stateFolder } from './state/folder.ts';
import { dropGeneration, type Generation, listGenerations, readGeneration } from './state/generations.ts';
import { takeLock } from './state/lock.ts';
import { StepLog } from './steps.ts';

/**
 * Goes back to the newest kept set that differs from what is in place: deployed and proved like a renewal. What is replaced
 * is kept in turn, so that a second call undoes the first. It never throws.
 */
export async function rollBack(options: RenewOptions, context: RenewContext, dryRun: boolean): Promise<RenewalResult> {
  const { certificate } = options.look;
  const log = new StepLog(context.clock, (step) => context.onStep?.(certificate, step));
  const steps = log.records;
  try {
    const folder = stateFolder(certificate);
    if (dryRun) {
      const { next } = newestOther(certificate, folder);
      const old = factsOf((await lookAtCertificate(certificate)).certificates[0]!);
      return { certificate, action: 'planned', old, next: factsOf(next), steps };
    }
    openStateFolder(folder);
    const lock = await log.take('lock', () => takeLock(folder, options.lockWaitMs));
    try {
      const deploy = { ...options.deploy, keep: options.deploy.keep + 1, clock: context.clock, log };
      const recovery = await recoverRun(folder, certificate, deploy);
      const { generation, files, next } = newestOther(certificate, folder);
      const present = await Promise.all(files.map(({ path, role, secret }) => readSetFile(path, role, secret)));
      const leaf = leafOf(present);
      const set = { certificate, folder, files: present, leaf, chain: [] };
      await replaceSet({ kind: 'rollback', set, files: changed(files, present), leaf: next }, deploy);
      dropGeneration(folder, generation.number);
      const found = recovery === 'nothing' ? {} : { recovery };
      return { certificate, action: 'rolled-back', old: factsOf(leaf), next: factsOf(next), ...found, steps };
    } finally {
      lock.release();
    }
  } catch (thrown) {
    const error = classify(thrown instanceof Undone ? thrown.failure : thrown);
    const undone = thrown instanceof Undone ? { aftermath: thrown.aftermath } : {};
    return { certificate, action: 'failed', steps, error, ...undone };
  }
}

interface Kept {
  readonly generation: Generation;
  readonly files: readonly NewFile[];
  readonly next: X509Certificate;
}

/** @throws AppError ERR_RENEW_NO_GENERATION */
function newestOther(certificate: string, folder: string): Kept {
  for (const generation of listGenerations(folder).reverse()) {
    const files = readGeneration(generation);
    const differs = generation.entries.some(({ path, sha256 }) => contentHash(path) !== sha256);
    if (files !== undefined && differs) return { generation, files, next: leafOf(files) };
  }
  throw new AppError('ERR_RENEW_NO_GENERATION', { file: certificate, folder });
}

/** The kept content in the files as they are owned now. */
function changed(files: readonly NewFile[], present: readonly SetFile[]): NewFile[] {
  return present.flatMap((file, index) => {
    const { data } = files[index]!;
    return data.equals(file.data) ? [] : [{ ...file, data }];
  });
}

function leafOf(files: readonly SetFile[]): X509Certificate {
  return new X509Certificate(files.find(({ role }) => role === 'certificate')!.data);
}
