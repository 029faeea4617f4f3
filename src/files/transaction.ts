import {
  lstatSync,
  mkdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { temporaryName } from './owner.ts';
import { keepAside, type OutputFile, stage, syncFolder } from './stage.ts';

/**
 * Several files that change at one instant, on file systems that can only rename one file at a time.
 *
 * Beside the first target a folder `.llave-txn` holds `old/N` and `new/N`, links to the previous and the next content of
 * target N, and `current`, a link to `old`. Each target is replaced by a link to `current/N`, which changes nothing for a
 * reader; then `current` is turned to `new` by one rename, which changes everything; then each target becomes a plain file
 * again. Killed anywhere, the targets show all of the old content or all of the new; `settle` tidies up afterwards.
 */
export const TRANSACTION_FOLDER = '.llave-txn';

/** One target of a transaction; paths are relative to the folder that holds the transaction. */
export interface Slot {
  readonly target: string;
  readonly next: string;
  /** The kept previous file; absent where there was none. */
  readonly previous?: string;
}

/** What a transaction says of itself, for whoever finds it abandoned. */
export interface Manifest {
  readonly owner: string;
  readonly slots: readonly Slot[];
}

/** A target whose path has been resolved. */
export interface Target {
  readonly file: OutputFile;
  readonly path: string;
  readonly exists: boolean;
}

/**
 * Stages every file and claims the folder: after this the transaction exists under its fixed name, and nothing has changed
 * for a reader yet.
 *
 * @throws whatever the file system says; ENOTEMPTY or EEXIST means that another transaction holds the folder
 */
export function prepare(home: string, targets: readonly Target[]): Manifest {
  const owner = temporaryName();
  const folder = join(home, owner);
  const made: string[] = [folder];
  try {
    mkdirSync(folder, { mode: 0o700 });
    mkdirSync(join(folder, 'old'));
    mkdirSync(join(folder, 'new'));
    const slots = targets.map((target, index): Slot => {
      const next = stage(target.file, target.path);
      made.push(next);
      symlinkSync(relative(join(home, TRANSACTION_FOLDER, 'new'), next), join(folder, 'new', String(index)));
      const slot = { target: relative(home, target.path), next: relative(home, next) };
      if (!target.exists) return slot;
      const previous = keepAside(target.path);
      made.push(previous);
      symlinkSync(relative(join(home, TRANSACTION_FOLDER, 'old'), previous), join(folder, 'old', String(index)));
      return { ...slot, previous: relative(home, previous) };
    });
    const manifest = { owner, slots };
    symlinkSync('old', join(folder, 'current'));
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest), { flag: 'wx', mode: 0o600, flush: true });
    for (const each of [join(folder, 'old'), join(folder, 'new'), folder]) syncFolder(each);
    renameSync(folder, join(home, TRANSACTION_FOLDER));
    return manifest;
  } catch (error) {
    for (const path of made) rmSync(path, { recursive: true, force: true });
    throw error;
  }
}

/** Turns every target to the new content at one instant; `settle` must follow, also after a failure. */
export function commit(home: string, manifest: Manifest): void {
  manifest.slots.forEach((slot, index) => {
    const target = join(home, slot.target);
    const link = slotLink(home, target, index);
    if (slot.previous === undefined) {
      symlinkSync(link, target);
    } else {
      const temporary = join(dirname(target), temporaryName());
      symlinkSync(link, temporary);
      renameSync(temporary, target);
    }
  });
  syncTargets(home, manifest);
  const folder = join(home, TRANSACTION_FOLDER);
  symlinkSync('new', join(folder, 'next'));
  renameSync(join(folder, 'next'), join(folder, 'current'));
  syncFolder(folder);
}

/**
 * Makes plain files of the targets again, with the content that `current` points to, and removes the transaction. It may be
 * killed and repeated.
 */
export function settle(home: string, manifest: Manifest): void {
  const folder = join(home, TRANSACTION_FOLDER);
  const committed = readlinkSync(join(folder, 'current')) === 'new';
  manifest.slots.forEach((slot, index) => {
    const target = join(home, slot.target);
    if (linkOf(target) !== slotLink(home, target, index)) return;
    const content = committed ? slot.next : slot.previous;
    if (content === undefined) unlinkSync(target);
    else renameSync(join(home, content), target);
  });
  syncTargets(home, manifest);
  for (const slot of manifest.slots) {
    rmSync(join(home, slot.next), { force: true });
    if (slot.previous !== undefined) rmSync(join(home, slot.previous), { force: true });
  }
  const retired = join(home, temporaryName());
  renameSync(folder, retired);
  rmSync(retired, { recursive: true, force: true });
}

function slotLink(home: string, target: string, index: number): string {
  return relative(dirname(target), join(home, TRANSACTION_FOLDER, 'current', String(index)));
}

/** Where a path links to; undefined where it is no link or does not exist. */
export function linkOf(path: string): string | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats?.isSymbolicLink() ? readlinkSync(path) : undefined;
}

function syncTargets(home: string, manifest: Manifest): void {
  for (const folder of new Set(manifest.slots.map((slot) => dirname(join(home, slot.target))))) syncFolder(folder);
}
