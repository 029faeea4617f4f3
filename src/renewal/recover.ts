import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AppError } from '../errors/app-error.ts';
import { settledContent } from './apply.ts';
import type { Applied, DeployOptions } from './change.ts';
import { putBack } from './put-back.ts';
import { bringOut, Undone } from './replace.ts';
import type { NewFile } from './set.ts';
import { dropGeneration, dropPartial, type Generation, listGenerations, readGeneration } from './state/generations.ts';
import { clearJournal, type Journal, readJournal } from './state/journal.ts';

/** What was found of a run that was cut off, and what became of it. */
export type Recovery = 'nothing' | 'forgotten' | 'finished' | 'put-back';

/**
 * Finishes or undoes what a killed run left (docs/renewal-design.md, table "Journal"). To be called with the lock held.
 *
 * @throws AppError ERR_RENEW_UNFINISHED where that run had hooks or targets and this one has none;
 *   Undone where finishing it failed and it was put back
 */
export async function recoverRun(folder: string, certificate: string, options: DeployOptions): Promise<Recovery> {
  dropPartial(folder);
  const journal = readJournal(folder);
  if (journal === undefined) return 'nothing';
  return options.log.take(
    'recover',
    () => resume(folder, certificate, journal, options),
    (recovery) => ({ recovery }),
  );
}

async function resume(
  folder: string,
  certificate: string,
  journal: Journal,
  options: DeployOptions,
): Promise<Recovery> {
  const untouched = journal.step === 'issuing' || journal.step === 'applying';
  const content = await settledContent(journal.files);
  if (untouched && content === 'before') {
    clearJournal(folder);
    dropGeneration(folder, journal.generation);
    return 'forgotten';
  }
  const told = options.hooks.length > 0 || options.proof.targets.length > 0;
  if (!told && (journal.hooks > 0 || journal.targets.length > 0)) {
    throw new AppError('ERR_RENEW_UNFINISHED', { file: certificate, folder });
  }
  const generation = listGenerations(folder).find(({ number }) => number === journal.generation);
  const kept = generation && readGeneration(generation);
  if (generation === undefined || kept === undefined) throw new AppError('ERR_RENEW_NO_GENERATION', { folder });
  const applied = rebuilt(folder, certificate, journal, generation, kept);
  if (content === 'after' && journal.step !== 'putting-back' && applied !== undefined) {
    await bringOut(applied, options);
    return 'finished';
  }
  const undoing = applied ?? rebuilt(folder, certificate, journal, generation, kept, kept)!;
  const aftermath = await putBack(undoing, options);
  if (aftermath.files.some(({ holds }) => holds !== 'old')) {
    throw new Undone(new AppError('ERR_RENEW_NOT_RESTORED', { file: certificate, kept: generation.folder }), aftermath);
  }
  return 'put-back';
}

/** The change that the journal speaks of; undefined where the new files are not all there. */
function rebuilt(
  folder: string,
  certificate: string,
  journal: Journal,
  generation: Generation,
  kept: readonly NewFile[],
  present?: readonly NewFile[],
): Applied | undefined {
  try {
    const files = present ?? kept.map((file) => ({ ...file, data: readFileSync(file.path) }));
    return {
      certificate,
      folder,
      files,
      leaf: new X509Certificate(certificateIn(files)),
      oldLeaf: new X509Certificate(certificateIn(kept)),
      generation,
      before: journal.before.map((row) => row),
      journal,
    };
  } catch {
    return undefined;
  }
}

function certificateIn(files: readonly NewFile[]): Buffer {
  return files.find(({ role }) => role === 'certificate')!.data;
}
