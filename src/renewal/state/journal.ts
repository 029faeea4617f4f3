import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Baseline } from '../prove/prove.ts';
import { readJson, writeJson } from './json-file.ts';

/** The last step that may have happened; docs/renewal-design.md says what each leaves on the disk. */
export type JournalStep = 'issuing' | 'applying' | 'deploying' | 'proving' | 'putting-back';

/** One certificate as the journal names it. */
export interface JournalCertificate {
  readonly serial: string;
  readonly fingerprint: string;
}

/** A renewal, or a roll-back, that is under way. */
export interface Journal {
  readonly kind: 'renew' | 'rollback';
  readonly step: JournalStep;
  /** ISO 8601. */
  readonly startedAt: string;
  /** The kept set that putting back takes. */
  readonly generation: number;
  readonly old: JournalCertificate;
  readonly next: JournalCertificate;
  /** SHA-256 of each file before and after. */
  readonly files: readonly { readonly path: string; readonly before: string; readonly after: string }[];
  /** What the targets showed before anything was changed. */
  readonly before: readonly Baseline[];
  /** How many hooks and targets the run was given: who finishes it must have some too. */
  readonly hooks: number;
  readonly targets: readonly string[];
}

const pathOf = (folder: string) => join(folder, 'journal.json');

/** The journal that a run left, if one is unfinished. */
export function readJournal(folder: string): Journal | undefined {
  return readJson<Journal>(pathOf(folder));
}

/**
 * Writes the journal; the step that it names may begin when this returns.
 * @throws AppError ERR_OUTPUT_*
 */
export async function writeJournal(folder: string, journal: Journal): Promise<void> {
  await writeJson(pathOf(folder), journal);
}

/** Ends a journal: nothing is under way any more. */
export function clearJournal(folder: string): void {
  rmSync(pathOf(folder), { force: true });
}
