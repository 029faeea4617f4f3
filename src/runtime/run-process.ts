import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

/** A program to run to its end. */
export interface ProcessRequest {
  /** A shell command line, or a program with its arguments (no shell). */
  readonly command: string | readonly [string, ...string[]];
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
  readonly stdin?: Uint8Array;
  /** The most that is kept of each output stream, in bytes; the rest is read and dropped. */
  readonly maxOutput: number;
}

/** How it ended. */
export interface ProcessResult {
  /** Null where a signal ended it, or where it could not be started. */
  readonly exit: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly timedOut: boolean;
  /** The errno name where it could not be started. */
  readonly failure?: string;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  /** Whether more came out than was kept. */
  readonly truncated: boolean;
  readonly ms: number;
}

const GRACE_MS = 2_000;
const DRAIN_MS = 250;

/**
 * Runs a program in a process group of its own. When the time is over the whole group gets SIGTERM, and SIGKILL two seconds
 * later. Its end counts, not that of its output: a daemon that it leaves behind with our pipe open holds nobody up.
 */
export async function runProcess(request: ProcessRequest): Promise<ProcessResult> {
  const began = performance.now();
  const group = process.platform !== 'win32';
  const child = start(request, group);
  const stdout = collect(child.stdout, request.maxOutput);
  const stderr = collect(child.stderr, request.maxOutput);
  child.stdin?.on('error', () => {}); // it may end without reading
  child.stdin?.end(request.stdin ?? Buffer.alloc(0));
  let timedOut = false;
  const kill = (signal: NodeJS.Signals) => signalGroup(child, group, signal);
  const timers = [
    setTimeout(() => {
      timedOut = true;
      kill('SIGTERM');
    }, request.timeoutMs),
    setTimeout(() => kill('SIGKILL'), request.timeoutMs + GRACE_MS),
  ];
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ended = await new Promise<Pick<ProcessResult, 'exit' | 'signal' | 'failure'>>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      resolve({ exit: null, signal: null, failure: error.code ?? error.name }),
    );
    child.once('exit', (exit, signal) => resolve({ exit, signal }));
  });
  for (const timer of timers) clearTimeout(timer);
  // Whatever of the group outlived the time-out.
  if (timedOut) kill('SIGKILL');
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, DRAIN_MS).unref())]);
  for (const stream of [child.stdout, child.stderr]) stream?.destroy();
  const [out, err] = [stdout(), stderr()];
  return {
    ...ended,
    timedOut,
    stdout: out.data,
    stderr: err.data,
    truncated: out.truncated || err.truncated,
    ms: performance.now() - began,
  };
}

function start({ command, env }: ProcessRequest, detached: boolean): ChildProcess {
  const options = { env, detached, stdio: 'pipe' } as const;
  if (typeof command === 'string') return spawn(command, { ...options, shell: true });
  const [program, ...args] = command;
  return spawn(program, args, options);
}

function signalGroup(child: ChildProcess, group: boolean, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (group) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // The group has ended.
  }
}

function collect(stream: Readable | null, max: number): () => { data: Buffer; truncated: boolean } {
  const chunks: Buffer[] = [];
  let size = 0;
  let truncated = false;
  stream?.on('data', (chunk: Buffer) => {
    if (size + chunk.length > max) truncated = true;
    const kept = chunk.subarray(0, max - size);
    if (kept.length > 0) chunks.push(kept);
    size += kept.length;
  });
  return () => ({ data: Buffer.concat(chunks), truncated });
}
