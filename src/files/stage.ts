import {
  closeSync,
  constants,
  copyFileSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryName } from './owner.ts';

/** One file to be written. */
export interface OutputFile {
  readonly path: string;
  readonly data: Uint8Array;
  /** Private: readable by its owner only, from before the first byte. */
  readonly secret?: boolean;
  /** Who shall own the new file, where that is somebody else (renewal run by root for a service's own file). */
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** The permission bits that it has when it is complete; until then nobody else can read a secret one. */
  readonly mode?: number;
}

/**
 * Writes a file's content under a temporary name beside its target and forces it to the disk. A secret file has mode 0600
 * from its creation, whatever the umask is. Returns the temporary path; nothing is left behind where it fails.
 */
export function stage(file: OutputFile, target: string): string {
  const temporary = join(dirname(target), temporaryName());
  const mode = file.secret ? 0o600 : 0o644;
  const fd = openSync(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, mode);
  try {
    // Only ever widens what a strange umask (0777) took away: open never grants more than `mode`.
    if (file.secret && (fstatSync(fd).mode & 0o777) !== 0o600) fchmodSync(fd, 0o600);
    if (file.owner) fchownSync(fd, file.owner.uid, file.owner.gid);
    for (let offset = 0; offset < file.data.length; ) {
      offset += writeSync(fd, file.data, offset, file.data.length - offset);
    }
    if (file.mode !== undefined) fchmodSync(fd, file.mode & 0o7777);
    fsyncSync(fd);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    closeSync(fd);
  }
  return temporary;
}

/** Gives a file a second, temporary name: the file itself where the file system can, else a copy with the same mode. */
export function keepAside(target: string): string {
  const temporary = join(dirname(target), temporaryName());
  try {
    linkSync(target, temporary);
  } catch (error) {
    if (!lacksLinks(error)) throw error;
    copyAside(target, temporary);
  }
  return temporary;
}

function copyAside(target: string, temporary: string): void {
  const source = openSync(target, 'r');
  try {
    closeSync(openSync(temporary, 'wx', 0o600));
    copyFileSync(target, temporary);
    const copy = openSync(temporary, 'r+');
    fchmodSync(copy, fstatSync(source).mode & 0o777);
    fsyncSync(copy);
    closeSync(copy);
  } finally {
    closeSync(source);
  }
}

/** Whether a failed link or symlink means that the file system or the platform has none. */
export function lacksLinks(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException)?.code ?? '';
  return ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EINVAL'].includes(code);
}

/** Forces a folder's entries to the disk, where the platform lets folders be opened. */
export function syncFolder(folder: string): void {
  let fd: number;
  try {
    fd = openSync(folder, 'r');
  } catch {
    return;
  }
  try {
    fsyncSync(fd);
  } catch {
    // Some file systems refuse this on folders; their renames are as durable as they get.
  } finally {
    closeSync(fd);
  }
}
