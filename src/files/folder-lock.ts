import {
  linkSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../errors/app-error.ts';
import { type Holder, isAlive, thisProcess } from '../runtime/holder.ts';
import { outputError } from './output-error.ts';
import { sweep, temporaryName } from './owner.ts';

/** How it is said that somebody else holds a lock. */
type LockedCode = 'ERR_RENEW_LOCKED' | 'ERR_CA_LOCKED';

const POLL_MS = 50;
const BEAT_MS = 10_000;
const SILENT_MS = 120_000;

/** A lock that is held. */
export interface Lock {
  /** Lets go. It may be called twice. */
  release(): void;
}

/**
 * Takes the lock of a folder. The lock is the file `lock.N` with the highest N: its content names its holder, or nobody.
 * Who finds no living holder makes N + 1, which succeeds for one only, and holds it unless a still higher number appeared
 * meanwhile. The highest number is never removed, so a holder that was killed needs no cleaning up. A holder on another
 * machine counts as gone when it has not touched its file for two minutes.
 *
 * @param waitMs how long to wait for another holder
 * @param locked the error where the wait ends first
 * @throws AppError that error; ERR_OUTPUT_* where the folder cannot be written
 */
export async function takeFolderLock(folder: string, waitMs: number, locked: LockedCode): Promise<Lock> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    const seen = highest(folder);
    const holder = seen === 0 ? undefined : holderOf(folder, seen);
    if (holder === undefined) {
      const lock = attempt(folder, seen + 1);
      if (lock !== undefined) return lock;
    } else if (performance.now() >= deadline) {
      throw new AppError(locked, { folder, pid: holder.pid, host: holder.host });
    } else {
      await delay(POLL_MS);
    }
  }
}

function attempt(folder: string, number: number): Lock | undefined {
  const path = join(folder, `lock.${number}`);
  if (!publish(folder, path, thisProcess())) return undefined;
  if (highest(folder) !== number) {
    rmSync(path, { force: true });
    return undefined;
  }
  for (const older of numbers(folder).filter((one) => one < number))
    rmSync(join(folder, `lock.${older}`), { force: true });
  sweep(folder);
  const beat = setInterval(() => touch(path), BEAT_MS).unref();
  let held = true;
  return {
    release() {
      if (!held) return;
      held = false;
      clearInterval(beat);
      try {
        // An empty file says that nobody holds it; this needs no space on a full disk.
        truncateSync(path);
      } catch {
        // The folder has gone, or is read-only now: that this process has ended says it too.
      }
    },
  };
}

/** Gives a file with the holder's name its place, if that is free. */
function publish(folder: string, path: string, holder: Holder): boolean {
  const staged = join(folder, temporaryName());
  try {
    writeFileSync(staged, JSON.stringify(holder), { flag: 'wx', mode: 0o600 });
    linkSync(staged, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw outputError(folder, error);
  } finally {
    rmSync(staged, { force: true });
  }
}

function numbers(folder: string): number[] {
  return readdirSync(folder).flatMap((name) => (/^lock\.\d{1,15}$/.test(name) ? [Number(name.slice(5))] : []));
}

function highest(folder: string): number {
  return Math.max(0, ...numbers(folder));
}

/** Who holds a number; undefined where nobody does any more. */
function holderOf(folder: string, number: number): Holder | undefined {
  const path = join(folder, `lock.${number}`);
  try {
    const text = readFileSync(path, 'utf8');
    if (text === '') return undefined;
    const holder = JSON.parse(text) as Holder;
    const alive = isAlive(holder) ?? Date.now() - statSync(path).mtimeMs < SILENT_MS;
    return alive ? holder : undefined;
  } catch {
    // It was cleared away by the holder of a higher number: look again.
    return undefined;
  }
}

function touch(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // Released just now, or the disk has gone: the next step that writes will say so.
  }
}
