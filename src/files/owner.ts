import { createHash, randomBytes } from 'node:crypto';
import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

// A leftover of another machine (a shared folder) says nothing about its process: only its age does.
const FOREIGN_STALE_MS = 60 * 60 * 1000;
const MARK = '.llave-';

/** Who makes a temporary file: it is in its name, so that the remains of a killed process can be told from work in progress. */
const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** A new name for a temporary file or folder of this process, hidden and unpredictable. */
export function temporaryName(): string {
  return `${MARK}${HOST}-${process.pid}-${randomBytes(8).toString('hex')}`;
}

/** Whether the process that a temporary name belongs to is gone. */
export function isAbandoned(name: string, modifiedMs: number): boolean {
  const match = /^\.llave-([0-9a-f]{8})-(\d+)-[0-9a-f]{16}$/.exec(name);
  if (match === null) return false;
  if (match[1] !== HOST) return Date.now() - modifiedMs > FOREIGN_STALE_MS;
  return !isAlive(Number(match[2]));
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Removes what killed processes left in a folder. Best effort: remains are harmless, so failing here fails nothing. */
export function sweep(folder: string): void {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.startsWith(MARK));
  } catch {
    return;
  }
  for (const name of names) {
    const path = join(folder, name);
    try {
      if (isAbandoned(name, lstatSync(path).mtimeMs)) rmSync(path, { recursive: true, force: true });
    } catch {
      // Somebody else swept it first, or may not be ours to remove.
    }
  }
}
