import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../errors/app-error.ts';
import { isAbandoned, sweep } from './owner.ts';
import { linkOf, type Manifest, settle, TRANSACTION_FOLDER } from './transaction.ts';

const BUSY_POLL_MS = 20;
const BUSY_LIMIT_MS = 10_000;

/**
 * Makes a folder fit for writing: finishes or undoes what a killed llave left there, waits for one that is at work, and
 * removes stale temporary files.
 *
 * @throws AppError ERR_OUTPUT_BUSY where another llave does not finish in time, or where the remains are not ours to touch
 */
export async function recover(folder: string): Promise<void> {
  const homes = homesOf(folder);
  for (const home of homes) await recoverHome(home);
  sweep(folder);
}

/** The folder itself, and those that hold a transaction which files of this folder take part in. */
function homesOf(folder: string): Set<string> {
  const homes = new Set([folder]);
  for (const entry of listing(folder)) {
    if (!entry.isSymbolicLink()) continue;
    const match = /^(.*)\.llave-txn[/\\]current[/\\]\d+$/.exec(linkOf(join(folder, entry.name)) ?? '');
    if (match) homes.add(resolve(folder, match[1] || '.'));
  }
  return homes;
}

function listing(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // A folder that may be written but not listed (mode 0300) is still a place to write to.
    return [];
  }
}

async function recoverHome(home: string): Promise<void> {
  for (let waited = 0; ; waited += BUSY_POLL_MS) {
    const found = readManifest(home);
    if (found === undefined) return;
    if (isAbandoned(found.manifest.owner, found.modifiedMs)) {
      settle(home, found.manifest);
      return;
    }
    if (waited >= BUSY_LIMIT_MS) throw busy(home);
    await delay(BUSY_POLL_MS);
  }
}

function readManifest(home: string): { manifest: Manifest; modifiedMs: number } | undefined {
  const folder = join(home, TRANSACTION_FOLDER);
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  // The manifest says what to rename and remove: only one that nobody else could have written is obeyed.
  const foreign = process.getuid !== undefined && (stats.uid !== process.geteuid?.() || (stats.mode & 0o022) !== 0);
  if (!stats.isDirectory() || foreign) throw busy(home);
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
    return { manifest, modifiedMs: stats.mtimeMs };
  } catch (error) {
    // It may have been retired between the two looks.
    if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) return undefined;
    throw busy(home, error);
  }
}

function busy(home: string, cause?: unknown): AppError {
  return new AppError('ERR_OUTPUT_BUSY', { file: join(home, TRANSACTION_FOLDER) }, { cause });
}
