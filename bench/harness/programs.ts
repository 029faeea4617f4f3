import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Job } from './row.ts';

/** The folder of package.json. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const runFile = join(root, 'bin', 'run.js');

/** A folder for everything that the benchmarks write; removed when they end. */
export const scratch = mkdtempSync(join(tmpdir(), 'llave-bench-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

/** A new empty folder in the scratch folder. */
export function freshDir(): string {
  return mkdtempSync(join(scratch, 'work-'));
}

/** The environment of everything that is measured: none of this machine's settings, and a cache of its own. */
export const env: NodeJS.ProcessEnv = { PATH: process.env.PATH, HOME: scratch, XDG_CACHE_HOME: join(scratch, 'cache') };

/** The path of a program; undefined where it is absent. */
export function find(program: string): string | undefined {
  return [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin']
    .map((folder) => join(folder, program))
    .find((file) => existsSync(file));
}

/** The commands that llave has. */
export const commands: readonly string[] = readdirSync(join(root, 'commands'), { recursive: true })
  .map((file) => String(file).replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3).replaceAll('/', ' '))
  .sort();

/** How a measured program is run. */
export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string;
  /** The exit code that it must end with, or whether it is one of those; 0 where it is left out. */
  readonly exit?: number | ((status: number) => boolean);
}

/** A job that runs a program to its end. */
export function program(file: string, args: readonly string[], options: RunOptions = {}): Job {
  const { cwd = scratch, input = '', exit = 0 } = options;
  return () => {
    const { status, error, stderr, stdout } = spawnSync(file, args, { cwd, env, input, encoding: 'utf8' });
    const ended = status !== null && (typeof exit === 'number' ? status === exit : exit(status));
    if (!ended) throw new Error(`${file} ${args.join(' ')} ended with ${status}: ${error ?? stderr}${stdout}`);
  };
}

/**
 * A job that runs llave: this Node on bin/run.js, never through npm or npx. `{n}` in an argument is the number of the run, for
 * commands that refuse to do the same twice.
 */
export function llave(args: readonly string[], options: RunOptions = {}): Job {
  let runs = 0;
  return () => {
    const n = String(++runs);
    return program(process.execPath, [runFile, ...args.map((argument) => argument.replace('{n}', n))], options)();
  };
}

/** A job that starts the bare Node and ends it. */
export const bareNode: Job = program(process.execPath, ['-e', '0']);

/** Starts llave and waits for a line on its stdout that matches. */
export async function start(
  args: readonly string[],
  cwd: string,
  ready: RegExp,
  moreEnv: NodeJS.ProcessEnv = {},
): Promise<[ChildProcess, RegExpExecArray]> {
  const child = spawn(process.execPath, [runFile, ...args], {
    cwd,
    env: { ...env, ...moreEnv },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  for await (const chunk of child.stdout) {
    text += chunk;
    const match = ready.exec(text);
    if (match) {
      child.stdout.resume();
      return [child, match];
    }
  }
  throw new Error(`llave ${args.join(' ')} ended before it was ready: ${text}`);
}
