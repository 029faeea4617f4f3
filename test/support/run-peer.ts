import { spawnSync } from 'node:child_process';

/** What a peer program said. */
export interface PeerResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly bytes: Buffer;
}

/** Runs a program that we did not write, to its end. */
export function runPeer(program: string, args: readonly string[], input?: string | Buffer, cwd?: string): PeerResult {
  const { status, stdout, stderr, error } = spawnSync(program, args, { input: input ?? '', timeout: 60_000, cwd });
  if (error) throw error;
  return { status, stdout: stdout.toString(), stderr: stderr.toString(), bytes: stdout };
}

/** Runs a program that must succeed; its output. */
export function mustPeer(program: string, args: readonly string[], input?: string | Buffer, cwd?: string): PeerResult {
  const result = runPeer(program, args, input, cwd);
  if (result.status !== 0) {
    throw new Error(`${program} ${args.join(' ')} ended with ${result.status}\n${result.stdout}\n${result.stderr}`);
  }
  return result;
}
