import { AppError } from '../errors/app-error.ts';
import { applyFiles, settledContent } from './apply.ts';
import type { Applied, Change, DeployOptions } from './change.ts';
import { hookFacts } from './deploy/facts.ts';
import { runHooks } from './deploy/hook.ts';
import { baseline, prove } from './prove/prove.ts';
import { type Aftermath, putBack } from './put-back.ts';
import { type CertificateSet, factsOf, type NewFile } from './set.ts';
import {
  dropGeneration,
  freeReserve,
  keepGeneration,
  listGenerations,
  pruneGenerations,
  sha256,
} from './state/generations.ts';
import { clearJournal, type Journal, writeJournal } from './state/journal.ts';

/** A change that was undone after its files had been written. */
export class Undone extends Error {
  readonly failure: unknown;
  readonly aftermath: Aftermath;

  constructor(failure: unknown, aftermath: Aftermath) {
    super('undone', { cause: failure });
    this.failure = failure;
    this.aftermath = aftermath;
  }
}

const JUMP_MS = 60_000;

/**
 * Gives a set its new content: keeps the old one, writes, deploys and proves. It ends with all of the new content, or with
 * all of the old.
 *
 * @throws AppError ERR_OUTPUT_* where nothing was changed; Undone where it was, and has been put back
 */
export async function replaceSet(change: Change, options: DeployOptions): Promise<void> {
  const { set, leaf } = change;
  const { log, clock, proof } = options;
  const clockAt = { wall: clock.now().getTime(), steady: performance.now() };
  const before = await baseline(proof, set.leaf);
  await options.examiner?.before(proof.targets);
  const number = Math.max(0, ...listGenerations(set.folder).map((one) => one.number)) + 1;
  const journal: Journal = {
    kind: change.kind,
    step: 'issuing',
    startedAt: clock.now().toISOString(),
    generation: number,
    old: named(set.leaf),
    next: named(leaf),
    files: change.files.map((file) => ({
      path: file.path,
      before: sha256(set.files.find(({ path }) => path === file.path)!.data),
      after: sha256(file.data),
    })),
    before,
    hooks: options.hooks.length,
    targets: proof.targets.map(({ input }) => input),
  };
  await writeJournal(set.folder, journal);
  const generation = await log.take(
    'keep',
    () => keepGeneration(set.folder, set.files, set.leaf.serialNumber, clock.now()),
    (kept) => ({ folder: kept.folder }),
  );
  const applied: Applied = {
    certificate: set.certificate,
    folder: set.folder,
    files: merged(set, change.files),
    leaf,
    oldLeaf: set.leaf,
    generation,
    before,
    journal,
  };
  await log.take(
    'apply',
    () => write(applied, change.files),
    () => change.files.map(({ path, role }) => ({ path, role })),
  );
  await bringOut(applied, options, clockAt);
}

async function write({ folder, journal, generation }: Applied, files: readonly NewFile[]): Promise<void> {
  try {
    await writeJournal(folder, { ...journal, step: 'applying' });
    await applyFiles(files);
  } catch (error) {
    // The transaction undoes itself; only where it could not, the journal has to stay for the next run.
    if ((await settledContent(journal.files)) === 'before') {
      clearJournal(folder);
      dropGeneration(folder, generation.number);
    }
    throw error;
  }
}

/**
 * The second half of a change whose files are in place: hooks, proof, the end of the journal.
 *
 * @param clockAt the clocks when the change began, where that was in this process
 * @throws Undone
 */
export async function bringOut(
  applied: Applied,
  options: DeployOptions,
  clockAt?: { readonly wall: number; readonly steady: number },
): Promise<void> {
  const { folder, leaf, journal } = applied;
  const { log, hooks, proof } = options;
  try {
    await writeJournal(folder, { ...journal, step: 'deploying' });
    if (hooks.length > 0) {
      const facts = hookFacts('renewed', applied, leaf, applied.oldLeaf);
      await log.take(
        'deploy',
        () => runHooks(hooks, facts, options.hook),
        (runs) => runs,
      );
    }
    await writeJournal(folder, { ...journal, step: 'proving' });
    if (proof.targets.length > 0) {
      await log.take(
        'prove',
        () => proveAll(applied, options),
        (proofs) => proofs,
      );
    }
    if (clockAt !== undefined) refuseJump(clockAt, options);
  } catch (error) {
    throw new Undone(error, await putBack(applied, options));
  }
  freeReserve(applied.generation);
  clearJournal(folder);
  pruneGenerations(folder, options.keep);
}

async function proveAll({ leaf, before }: Applied, { proof, examiner }: DeployOptions) {
  const proofs = await prove(proof, leaf, before);
  const examined: unknown[] = [];
  if (examiner !== undefined) for (const target of proof.targets) examined.push(await examiner.after(target));
  return examiner === undefined ? { proofs } : { proofs, examined };
}

function refuseJump({ wall, steady }: { wall: number; steady: number }, { clock }: DeployOptions): void {
  const jump = clock.now().getTime() - wall - (performance.now() - steady);
  if (Math.abs(jump) > JUMP_MS) throw new AppError('ERR_RENEW_CLOCK_JUMP', { seconds: Math.round(jump / 1000) });
}

function merged(set: CertificateSet, files: readonly NewFile[]): NewFile[] {
  return set.files.map((file) => files.find(({ path }) => path === file.path) ?? file);
}

function named(certificate: CertificateSet['leaf']) {
  const { serial, fingerprint } = factsOf(certificate);
  return { serial, fingerprint };
}
