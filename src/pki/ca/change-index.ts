import { takeFolderLock } from '../../files/folder-lock.ts';
import { writeFiles } from '../../files/safe-write.ts';
import { type CaIndex, indexFile, readIndex } from './index-file.ts';

/** How long one llave waits for another to finish with the index. */
const LOCK_WAIT_MS = 60_000;

/**
 * Changes the index of a CA: it is read, changed and written while no other llave can do so.
 * @returns what `change` gave beside the new index
 * @throws AppError ERR_CA_LOCKED, and those of `readIndex` and `writeFiles`
 */
export async function changeIndex<T>(
  dir: string,
  change: (index: CaIndex) => Promise<{ readonly index: CaIndex; readonly value: T }>,
): Promise<T> {
  // Before the lock, whose files need the directory.
  await readIndex(dir);
  const lock = await takeFolderLock(dir, LOCK_WAIT_MS, 'ERR_CA_LOCKED');
  try {
    const before = await readIndex(dir);
    const { index, value } = await change(before);
    if (index !== before) await writeFiles([indexFile(dir, index)], { force: true });
    return value;
  } finally {
    lock.release();
  }
}
