import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputError } from '../../files/output-error.ts';
import { syncFolder } from '../../files/stage.ts';
import type { NewFile, SetFile } from '../set.ts';
import { readJson } from './json-file.ts';

interface Entry extends Omit<SetFile, 'data'> {
  /** Its name in the generation's folder. */
  readonly file: string;
  readonly sha256: string;
}

/** A kept set. */
export interface Generation {
  readonly number: number;
  readonly folder: string;
  readonly serial: string;
  readonly keptAt: string;
  readonly entries: readonly Entry[];
}

/** Room for putting a set back on a disk that is full by then. */
const RESERVE = 'reserve';
const RESERVE_BYTES = 64 * 1024;

/** SHA-256, hexadecimal. */
export function sha256(data: Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/**
 * Keeps a copy of a set, with what is needed to put it back. It appears under its number when it is complete and on the
 * disk.
 *
 * @throws AppError ERR_OUTPUT_*
 */
export function keepGeneration(state: string, files: readonly SetFile[], serial: string, now: Date): Generation {
  const home = join(state, 'generations');
  const number = Math.max(0, ...numbers(state)) + 1;
  const partial = join(home, 'partial');
  try {
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true, mode: 0o700 });
    const entries = files.map(({ data, ...file }, index): Entry => {
      const name = `${index}.${file.role}`;
      writeFileSync(join(partial, name), data, { flag: 'wx', mode: 0o600, flush: true });
      return { ...file, file: name, sha256: sha256(data) };
    });
    const size = files.reduce((sum, { data }) => sum + data.length + 4096, RESERVE_BYTES);
    writeFileSync(join(partial, RESERVE), Buffer.alloc(size), { flag: 'wx', mode: 0o600, flush: true });
    const about = { serial, keptAt: now.toISOString(), entries };
    writeFileSync(join(partial, 'generation.json'), JSON.stringify(about, undefined, 2), { mode: 0o600, flush: true });
    syncFolder(partial);
    const folder = join(home, String(number));
    renameSync(partial, folder);
    syncFolder(home);
    return { number, folder, ...about };
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw outputError(home, error);
  }
}

/** All complete kept sets, the oldest first. */
export function listGenerations(state: string): Generation[] {
  return numbers(state)
    .sort((a, b) => a - b)
    .flatMap((number) => {
      const folder = join(state, 'generations', String(number));
      const about = readJson<Omit<Generation, 'number' | 'folder'>>(join(folder, 'generation.json'));
      return about === undefined ? [] : [{ number, folder, ...about }];
    });
}

/** The files of a kept set as they were; undefined where one is missing or was changed since. */
export function readGeneration(generation: Generation): NewFile[] | undefined {
  try {
    return generation.entries.map(({ file, sha256: wanted, ...entry }) => {
      const data = readFileSync(join(generation.folder, file));
      if (sha256(data) !== wanted) throw new Error('changed');
      return { ...entry, data };
    });
  } catch {
    return undefined;
  }
}

/** Gives the space back that was kept free for putting a set back. */
export function freeReserve(generation: Generation): void {
  rmSync(join(generation.folder, RESERVE), { force: true });
}

/** Removes a kept set that was never completed. */
export function dropPartial(state: string): void {
  rmSync(join(state, 'generations', 'partial'), { recursive: true, force: true });
}

/** Removes one kept set. */
export function dropGeneration(state: string, number: number): void {
  rmSync(join(state, 'generations', String(number)), { recursive: true, force: true });
}

/** Removes all kept sets but the newest `keep`. */
export function pruneGenerations(state: string, keep: number): void {
  const old = numbers(state)
    .sort((a, b) => b - a)
    .slice(keep);
  for (const number of old) dropGeneration(state, number);
}

function numbers(state: string): number[] {
  try {
    return readdirSync(join(state, 'generations')).flatMap((name) => (/^\d{1,15}$/.test(name) ? [Number(name)] : []));
  } catch {
    return [];
  }
}
