import { lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '../../errors/app-error.ts';
import { outputError } from '../../files/output-error.ts';
import { linkOf, TRANSACTION_FOLDER } from '../../files/transaction.ts';

const MAX_LINKS = 40;

/** The folder, beside the real certificate file, that holds what renewal remembers of it. Nothing is made. */
export function stateFolder(certificate: string): string {
  const real = realFile(certificate);
  return join(dirname(real), '.llave-renew', basename(real));
}

/** Where links lead to; a link into a transaction that was cut off stands for the file that it will be again. */
function realFile(path: string): string {
  let current = resolve(path);
  for (let hops = 0; hops < MAX_LINKS; hops += 1) {
    try {
      current = join(realpathSync(dirname(current)), basename(current));
    } catch {
      return current;
    }
    const link = linkOf(current);
    if (link === undefined || link.split(/[/\\]/).includes(TRANSACTION_FOLDER)) return current;
    current = resolve(dirname(current), link);
  }
  return current;
}

/**
 * Makes the folder, private to its owner. What is in it decides which files are put back: a folder that somebody else made
 * or may write to is not used.
 *
 * @throws AppError ERR_OUTPUT_NOT_WRITABLE
 */
export function openStateFolder(folder: string): void {
  for (const path of [dirname(folder), folder]) {
    makePrivate(path);
    const stats = lstatSync(path);
    const foreign = process.geteuid !== undefined && (stats.uid !== process.geteuid() || (stats.mode & 0o022) !== 0);
    if (!stats.isDirectory() || foreign) throw new AppError('ERR_OUTPUT_NOT_WRITABLE', { path, reason: 'EOWNER' });
  }
}

/** One folder at a time: on a read-only file system `recursive` says that a parent is missing. */
function makePrivate(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw outputError(path, error);
  }
}
