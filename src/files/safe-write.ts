import { linkSync, lstatSync, realpathSync, renameSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '../errors/app-error.ts';
import { outputError } from './output-error.ts';
import { recover } from './recover.ts';
import { keepAside, lacksLinks, type OutputFile, stage, syncFolder } from './stage.ts';
import { commit, linkOf, prepare, settle, type Target } from './transaction.ts';

export type { OutputFile } from './stage.ts';

/** How files are written. */
export interface WriteOptions {
  /** Replace what exists. */
  readonly force?: boolean;
}

/**
 * Writes files as one transaction: all of them, or none. Nothing that exists is replaced without `force`; a secret file has
 * mode 0600 before a byte is in it, and with `force` it is a new file that takes the old one's place, whatever mode that
 * had. Killed at any moment, the targets hold the old set or the new set. Links are followed: what they point to is
 * replaced. Devices and pipes are written to as they are.
 *
 * To keep generations, name the copies of the old files among `files`: they are part of the same transaction.
 *
 * @throws AppError ERR_OUTPUT_EXISTS, ERR_OUTPUT_SAME_FILE, ERR_OUTPUT_DIRECTORY_MISSING, ERR_OUTPUT_IS_DIRECTORY,
 *   ERR_OUTPUT_NOT_WRITABLE, ERR_OUTPUT_NO_SPACE, ERR_OUTPUT_BUSY
 */
export async function writeFiles(files: readonly OutputFile[], options: WriteOptions = {}): Promise<void> {
  const force = options.force === true;
  const targets = await locateAll(files, force);
  const [first, ...others] = targets;
  if (first !== undefined && others.length === 0) await guarded(first.file.path, () => writeOne(first, force));
  else if (first !== undefined) await writeMany(dirname(first.path), targets);
  for (const file of files.filter(({ path }) => isDevice(path))) {
    await guarded(file.path, () => writeFileSync(file.path, file.data));
  }
}

/**
 * Refuses early what `writeFiles` would refuse: to be asked before a slow key is made or a passphrase is asked for.
 *
 * @throws AppError as `writeFiles`
 */
export async function checkOutputs(paths: readonly string[], options: WriteOptions = {}): Promise<void> {
  const data = new Uint8Array();
  await locateAll(
    paths.map((path) => ({ path, data })),
    options.force === true,
  );
}

async function locateAll(files: readonly OutputFile[], force: boolean): Promise<Target[]> {
  const targets: Target[] = [];
  for (const file of files) {
    await guarded(file.path, async () => {
      if (isDevice(file.path)) return;
      await recover(realFolder(file.path));
      targets.push(locate(file, force));
    });
  }
  refuseClash(targets);
  return targets;
}

function writeOne(target: Target, force: boolean): void {
  const temporary = stage(target.file, target.path);
  try {
    if (force) renameSync(temporary, target.path);
    else publish(temporary, target.path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(target.path));
}

/** Gives a staged file its name only if nobody has that name: a plain rename would replace. */
function publish(temporary: string, path: string): void {
  try {
    linkSync(temporary, path);
    unlinkSync(temporary);
  } catch (error) {
    if (!lacksLinks(error)) throw error;
    if (lstatSync(path, { throwIfNoEntry: false }))
      throw new AppError('ERR_OUTPUT_EXISTS', { file: path }, { cause: error });
    renameSync(temporary, path);
  }
}

async function writeMany(home: string, targets: readonly Target[]): Promise<void> {
  for (;;) {
    try {
      const manifest = prepare(home, targets);
      try {
        commit(home, manifest);
      } finally {
        settle(home, manifest);
      }
      return;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'ENOTEMPTY') await recover(home);
      else if (lacksLinks(error)) return writeInOrder(targets);
      else throw outputError(culprit(targets, error), error);
    }
  }
}

/** For file systems without links: one after the other, undone together where one fails. A kill in between is not covered. */
function writeInOrder(targets: readonly Target[]): void {
  const done: { path: string; previous: string | undefined }[] = [];
  const staged: string[] = [];
  try {
    for (const target of targets) staged.push(stage(target.file, target.path));
    targets.forEach((target, index) => {
      const previous = target.exists ? keepAside(target.path) : undefined;
      done.push({ path: target.path, previous });
      renameSync(staged[index]!, target.path);
    });
    for (const { previous } of done) if (previous) rmSync(previous, { force: true });
  } catch (error) {
    for (const { path, previous } of done) previous ? renameSync(previous, path) : rmSync(path, { force: true });
    for (const path of staged) rmSync(path, { force: true });
    throw outputError(culprit(targets, error), error);
  }
}

function culprit(targets: readonly Target[], error: unknown): string {
  const { path, dest } = error as { path?: string; dest?: string };
  const found = targets.find((target) => target.path === dest || target.path === path);
  const near = targets.find((target) => path !== undefined && dirname(target.path) === dirname(path));
  return (found ?? near ?? targets[0])!.file.path;
}

function locate(file: OutputFile, force: boolean): Target {
  // A link that leads nowhere counts as existing: following it without being told to is how one is tricked in /tmp.
  const link = linkOf(file.path);
  if (!force && link !== undefined && !statSync(file.path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new AppError('ERR_OUTPUT_EXISTS', { file: file.path });
  }
  const path = finalPath(file.path);
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) throw new AppError('ERR_OUTPUT_IS_DIRECTORY', { file: file.path });
  if (!force && stats) throw new AppError('ERR_OUTPUT_EXISTS', { file: file.path });
  return { file, path, exists: stats !== undefined };
}

/** The path that a chain of links ends at, whether or not something is there. */
function finalPath(path: string): string {
  let current = resolve(path);
  for (let hops = 0; hops < 40; hops += 1) {
    current = join(realFolder(current), basename(current));
    const link = linkOf(current);
    if (link === undefined) return current;
    current = resolve(dirname(current), link);
  }
  throw new AppError('ERR_OUTPUT_NOT_WRITABLE', { file: path, reason: 'ELOOP' });
}

function realFolder(path: string): string {
  return realpathSync(dirname(resolve(path)));
}

function refuseClash(targets: readonly Target[]): void {
  const seen = new Map<string, string>();
  for (const { path, file } of targets) {
    const other = seen.get(path);
    if (other !== undefined) throw new AppError('ERR_OUTPUT_SAME_FILE', { file: file.path, other });
    seen.set(path, file.path);
  }
}

function isDevice(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && !stats.isFile() && !stats.isDirectory();
}

async function guarded(path: string, action: () => void | Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    throw outputError(path, error);
  }
}
