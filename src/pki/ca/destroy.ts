import { rmSync } from 'node:fs';
import { outputError } from '../../files/output-error.ts';
import { authorityFiles } from './authority.ts';

/**
 * Removes the keys of a CA: from then on it can neither issue nor make CRLs. What a disk keeps of removed files is beyond a
 * program; a key that must never have been there is one of `ca create --throwaway`.
 * @throws AppError ERR_OUTPUT_NOT_WRITABLE
 */
export function destroyKeys(dir: string): string[] {
  const files = (['root', 'intermediate'] as const).map((name) => authorityFiles(dir, name).key);
  for (const file of files) {
    try {
      rmSync(file, { force: true });
    } catch (error) {
      throw outputError(file, error);
    }
  }
  return files;
}
