import { type ChildProcess, spawn } from 'node:child_process';
import { atEndOfFile } from './end-of-file.ts';

const running = new Set<ChildProcess>();

atEndOfFile(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** A peer program that is running. */
export interface ChildPeer {
  readonly child: ChildProcess;
  /** What it printed so far, both streams. */
  output(): string;
  /** Resolves with the match once what it printed matches. @throws Error with its output if it ends before */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  stop(): Promise<void>;
}

/** Starts a program that runs until `stop`, or until the test file is done. */
export function startPeer(command: string, args: readonly string[]): ChildPeer {
  const child = spawn(command, [...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  running.add(child);
  let text = '';
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()).once('error', () => resolve()));
  void gone.then(() => running.delete(child));
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  child.stdin.on('error', () => {});
  return {
    child,
    output: () => text,
    printed: async (pattern) => {
      for (;;) {
        const match = pattern.exec(text);
        if (match) return match;
        if (!running.has(child)) throw new Error(`${command} ended before ${pattern}; it printed:\n${text}`);
        await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 5))]);
      }
    },
    stop: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
