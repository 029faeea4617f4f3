import { type Lock, takeFolderLock } from '../../files/folder-lock.ts';

/**
 * Takes the lock of a renewal's folder.
 * @param waitMs how long to wait for another holder
 * @throws AppError ERR_RENEW_LOCKED where the wait ends first; ERR_OUTPUT_* where the folder cannot be written
 */
export function takeLock(folder: string, waitMs: number): Promise<Lock> {
  return takeFolderLock(folder, waitMs, 'ERR_RENEW_LOCKED');
}
