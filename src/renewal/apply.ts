import { readFileSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { recover as recoverFolder } from '../files/recover.ts';
import { writeFiles } from '../files/safe-write.ts';
import type { NewFile } from './set.ts';
import { sha256 } from './state/generations.ts';

/**
 * Writes files of a set as one transaction, with the owner and the mode that each had. A symbolic link stays, and what it
 * leads to is replaced.
 *
 * @throws AppError ERR_OUTPUT_*; then no file has changed
 */
export async function applyFiles(files: readonly NewFile[]): Promise<void> {
  const owned = process.getuid !== undefined;
  await writeFiles(
    files.map(({ path, data, secret, mode, uid, gid }) => ({
      path,
      data,
      secret,
      mode,
      ...(owned ? { owner: { uid, gid } } : {}),
    })),
    { force: true },
  );
}

/** Whether files hold what they should: all `before`, all `after`, or something else. */
export type Holding = 'before' | 'after' | 'other';

/** Finishes or undoes a transaction that was cut off in the folders of these files, then says what they hold. */
export async function settledContent(
  files: readonly { readonly path: string; readonly before: string; readonly after: string }[],
): Promise<Holding> {
  for (const folder of new Set(files.flatMap(({ path }) => foldersOf(path)))) await recoverFolder(folder);
  const contents = files.map(({ path }) => contentHash(path));
  // Old first: a set that does not change at all has nothing to go on with.
  if (files.every(({ before }, index) => contents[index] === before)) return 'before';
  return files.every(({ after }, index) => contents[index] === after) ? 'after' : 'other';
}

/** SHA-256 of a file's content, empty where it cannot be read. */
export function contentHash(path: string): string {
  try {
    return sha256(readFileSync(path));
  } catch {
    return '';
  }
}

/** The folder of the name and, behind a link, the one of the file itself. */
function foldersOf(path: string): string[] {
  const found: string[] = [];
  for (const locate of [() => realpathSync(dirname(path)), () => dirname(realpathSync(path))]) {
    try {
      found.push(locate());
    } catch {
      // It is gone, which the comparison of contents will show.
    }
  }
  return found;
}
