import type { DatabaseSync } from 'node:sqlite';

/** Where an integer and a pointer are passed in the same registers, so that a function may be called with either (see below). */
const MACHINES = ['x64', 'arm64'];

type Loader = DatabaseSync & { loadExtension(path: string, entryPoint: string): void };

/**
 * Lets the C library give back to the system every page of its heap on which nothing lives: glibc's `malloc_trim`
 * (malloc_trim(3)), which by itself only ever cuts the end of the heap off. Takes some milliseconds, in which nothing
 * else is done. Nothing happens with another C library or with a Node.js of which `node:sqlite` is still an experiment.
 *
 * Node.js offers no way to call a function of the C library. SQLite has one: it calls the entry point of an extension by
 * its name, in any shared library (sqlite3_load_extension). The first argument that it passes, an address, becomes the
 * `pad` of `malloc_trim`: so much of the end of the heap is left alone, which `free` sees to. docs/decisions/0015 has the reasons.
 *
 * @returns whether memory was given back
 */
export function trimMalloc(): boolean {
  const { platform, arch, versions } = process;
  if (platform !== 'linux' || !MACHINES.includes(arch) || !loadsQuietly(versions.node)) return false;
  const sqlite = process.getBuiltinModule('node:sqlite');
  if (sqlite === undefined) return false;
  let database: Loader | undefined;
  try {
    database = new sqlite.DatabaseSync(':memory:', { allowExtension: true }) as Loader;
    database.loadExtension('libc.so.6', 'malloc_trim');
    return false;
  } catch (error) {
    // What the function returned, 1 for "memory was released", is to SQLite an extension that could not begin. Whatever else is
    // thrown (Node's permission model allows no extensions) means that it was not called: the memory stays, and so does the server.
    return String((error as Error).message).startsWith('error during initialization');
  } finally {
    database?.close();
  }
}

/** Whether node:sqlite is loaded without a warning on standard error, and takes the name of an entry point. */
export function loadsQuietly(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major === 24 ? minor >= 15 : major > 25 || (major === 25 && minor >= 7);
}
