import { AppError } from '../errors/app-error.ts';
import { applyFiles, contentHash } from './apply.ts';
import type { Applied, DeployOptions } from './change.ts';
import { hookFacts } from './deploy/facts.ts';
import { runHooks } from './deploy/hook.ts';
import { prove } from './prove/prove.ts';
import { dropGeneration, freeReserve, readGeneration } from './state/generations.ts';
import { clearJournal, writeJournal } from './state/journal.ts';

/** What is where after a change was undone, or could not be. */
export interface Aftermath {
  readonly files: readonly { readonly path: string; readonly holds: 'old' | 'new' | 'other' }[];
  /** The folder of the kept set, where it is still needed. */
  readonly kept?: string;
  /** Code of what went wrong when the hooks ran again, or when the old certificate was to be seen again. */
  readonly hooks: 'ok' | 'none' | string;
  readonly proof: 'ok' | 'none' | string;
}

/**
 * Puts the kept set back, runs the hooks again, and sees that the old certificate is served where it was served before. It
 * goes on as far as it can, and never throws.
 */
export async function putBack(applied: Applied, options: DeployOptions): Promise<Aftermath> {
  const { folder, generation, oldLeaf, leaf } = applied;
  const { log } = options;
  freeReserve(generation);
  try {
    // On a full disk the journal cannot be turned: then it still says what the next run has to finish or undo.
    await writeJournal(folder, { ...applied.journal, step: 'putting-back' }).catch(() => {});
    await log.take('put-back', () => restoreFiles(applied));
  } catch {
    return { files: holdings(applied), kept: generation.folder, hooks: 'none', proof: 'none' };
  }
  const facts = hookFacts('restored', { certificate: applied.certificate, files: applied.files }, oldLeaf, leaf);
  const hooks = await outcome(options.hooks.length, () =>
    log.take(
      'deploy-old',
      () => runHooks(options.hooks, facts, options.hook),
      (runs) => runs,
    ),
  );
  const served = applied.before.filter(
    ({ sight }) => 'fingerprint' in sight && sight.fingerprint === oldLeaf.fingerprint256,
  );
  // Where the service was not seen with the old certificate before, it is not asked for it now.
  const targets = options.proof.targets.filter(({ input }) => served.some(({ target }) => target === input));
  const proof = await outcome(targets.length, () =>
    log.take(
      'prove-old',
      () => prove({ ...options.proof, targets }, oldLeaf, applied.before),
      (proofs) => proofs,
    ),
  );
  clearJournal(folder);
  dropGeneration(folder, generation.number);
  return { files: holdings(applied), hooks, proof };
}

async function restoreFiles({ generation }: Applied): Promise<void> {
  const files = readGeneration(generation);
  if (files === undefined) throw new AppError('ERR_RENEW_NO_GENERATION', { folder: generation.folder });
  await applyFiles(files.filter(({ path }, index) => contentHash(path) !== generation.entries[index]?.sha256));
}

async function outcome(count: number, action: () => Promise<unknown>): Promise<string> {
  if (count === 0) return 'none';
  try {
    await action();
    return 'ok';
  } catch (error) {
    return error instanceof AppError ? error.code : 'ERR_INTERNAL';
  }
}

function holdings({ generation, journal }: Applied): Aftermath['files'] {
  return generation.entries.map(({ path, sha256 }) => {
    const hash = contentHash(path);
    const after = journal.files.find((file) => file.path === path)?.after;
    return { path, holds: hash === sha256 ? 'old' : hash === after ? 'new' : 'other' };
  });
}
