import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import { atEndOfFile } from './end-of-file.ts';
import { node, repository, runFile } from './paths.ts';
import { tempDir } from './temp-dir.ts';

/** How to run the real binary. */
export interface RunOptions {
  /** The working directory; a fresh empty one where none is given. */
  readonly cwd?: string;
  /** What is written to stdin before it is closed; nothing where it is left out. */
  readonly stdin?: string | Uint8Array;
  /** Variables on top of a clean environment (undefined removes one): nothing of this machine's but PATH is handed down. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Arguments for Node itself, in front of bin/run.js. */
  readonly nodeArgs?: readonly string[];
  /** Another Node than the project's. */
  readonly node?: string;
  /** After so many milliseconds the process is killed and the test fails; 60,000 by default. */
  readonly timeout?: number;
  /** The file mode creation mask of the process, such as 0o000. */
  readonly umask?: number;
}

/** What one run of the binary gave. */
export interface RunResult {
  /** The exit code; null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly cwd: string;
}

/** A running `llave` (serve, chat, doctor over a long time). */
export interface RunningLlave {
  readonly process: ChildProcessWithoutNullStreams;
  readonly cwd: string;
  /** Everything on stdout so far. */
  readonly stdout: () => string;
  /** Everything on stderr so far. */
  readonly stderr: () => string;
  /**
   * Waits for output that matches.
   * @throws Error with all output, where the process ends or the time is over before
   */
  waitFor(pattern: RegExp, stream?: 'stdout' | 'stderr'): Promise<RegExpExecArray>;
  /** Waits for the end of the process. */
  readonly done: Promise<RunResult>;
  /** Sends SIGTERM (or another signal) and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<RunResult>;
}

const running = new Set<ChildProcessWithoutNullStreams>();

atEndOfFile(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** The environment that the binary gets: the same on every machine. */
export function cleanEnv(
  home: string,
  extra: Readonly<Record<string, string | undefined>> = {},
): Record<string, string | undefined> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: home,
    // Shared by all tests, so that each run need not compile the bundle again.
    XDG_CACHE_HOME: join(repository, 'node_modules', '.cache', 'llave-test'),
    NO_COLOR: '1',
    ...(process.env.NODE_V8_COVERAGE ? { NODE_V8_COVERAGE: process.env.NODE_V8_COVERAGE } : {}),
    ...extra,
  };
}

/** Starts the real binary (bin/run.js under the project's Node) and hands it back while it runs. */
export function startLlave(args: readonly string[], options: RunOptions = {}): RunningLlave {
  const cwd = options.cwd ?? tempDir();
  const timeout = options.timeout ?? 60_000;
  const command = [options.node ?? node, ...(options.nodeArgs ?? []), runFile, ...args];
  const masked =
    options.umask === undefined
      ? command
      : ['/bin/sh', '-c', `umask ${options.umask.toString(8).padStart(3, '0')}; exec "$@"`, 'sh', ...command];
  const child = spawn(masked[0] as string, masked.slice(1), { cwd, env: cleanEnv(cwd, options.env) });
  running.add(child);
  const text = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      text[stream] += chunk;
      for (const listener of listeners) listener();
    });
  child.stdin.on('error', () => {}); // the process may end before it reads: its exit code tells
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, timeout);
  const shown = () => `llave ${args.join(' ')}\n--- stdout\n${text.stdout}\n--- stderr\n${text.stderr}`;

  const done = new Promise<RunResult>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      running.delete(child);
      for (const listener of listeners) listener();
      if (late) reject(new Error(`still running after ${timeout} ms: ${shown()}`));
      else resolve({ code, signal, stdout: text.stdout, stderr: text.stderr, cwd });
    });
  });
  done.catch(() => {}); // whoever awaits it sees the error; nobody has to

  return {
    process: child,
    cwd,
    stdout: () => text.stdout,
    stderr: () => text.stderr,
    waitFor: (pattern, stream = 'stdout') =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(text[stream]);
          if (match) resolve(match);
          else if (!running.has(child)) reject(new Error(`ended without ${pattern} on ${stream}: ${shown()}`));
          else return;
          listeners.delete(look);
        };
        listeners.add(look);
        look();
      }),
    done,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return done;
    },
  };
}

/** Runs the real binary to its end. */
export async function llave(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const run = startLlave(args, options);
  run.process.stdin.end(options.stdin ?? '');
  return run.done;
}

/**
 * Runs the real binary with `--json` and parses its one document.
 * @throws Error where stdout is not exactly one JSON document
 */
export async function llaveJson(
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult & { json: JsonDocument }> {
  const result = await llave([...args, '--json'], options);
  try {
    return { ...result, json: JSON.parse(result.stdout) as JsonDocument };
  } catch {
    throw new Error(`stdout is not JSON: llave ${args.join(' ')} --json\n${result.stdout}\n${result.stderr}`);
  }
}

/** The envelope of design 1.3, read loosely. */
export interface JsonDocument {
  readonly schema: string;
  readonly ok: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: each command has a shape of its own, which schemas/ describe
  readonly result: any;
  readonly warnings: readonly { readonly code: string; readonly params: object; readonly message: string }[];
  readonly error?: {
    readonly code: string;
    readonly exit: number;
    readonly params: Readonly<Record<string, unknown>>;
    readonly message: string;
    readonly hints: readonly string[];
  };
}
