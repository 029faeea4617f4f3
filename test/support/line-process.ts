import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { atEndOfFile } from './end-of-file.ts';

const running = new Set<ChildProcessWithoutNullStreams>();

atEndOfFile(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** A program that talks in lines: what we write goes to its stdin, what it prints can be waited for. */
export interface LineProcess {
  send(...lines: string[]): void;
  waitFor(pattern: RegExp): Promise<RegExpExecArray>;
  output(): string;
  /** Closes its stdin and waits for its end. */
  end(): Promise<number | null>;
}

/** Starts a program that we did not write. */
export function lineProcess(command: string, args: readonly string[], cwd?: string): LineProcess {
  const child = spawn(command, args, cwd === undefined ? {} : { cwd });
  running.add(child);
  let output = '';
  const wake = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      for (const look of wake) look();
    });
  child.stdin.on('error', () => {});
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', (code) => {
      running.delete(child);
      resolve(code);
      for (const look of wake) look();
    });
  });
  return {
    send: (...lines) => void child.stdin.write(lines.map((line) => `${line}\n`).join('')),
    output: () => output,
    waitFor: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = pattern.exec(output);
          if (match) resolve(match);
          else if (!running.has(child)) reject(new Error(`${command} ended without ${pattern}:\n${output}`));
          else return;
          wake.delete(look);
        };
        wake.add(look);
        look();
      }),
    end: () => {
      child.stdin.end();
      return ended;
    },
  };
}
