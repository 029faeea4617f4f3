import { spawn } from 'node:child_process';
import { cleanEnv } from './llave.ts';
import { node, runFile } from './paths.ts';

/** One thing to type once the terminal shows a text. */
export interface Exchange {
  readonly shown: string;
  readonly type: string;
}

// Python's pty module is the one terminal that every test machine has.
const SCRIPT = `
import json, os, pty, select, sys
args, exchanges = json.loads(sys.argv[1]), json.loads(sys.argv[2])
pid, fd = pty.fork()
if pid == 0:
    os.execv(args[0], args)
shown, at = b"", 0
while True:
    if exchanges and exchanges[0]["shown"].encode() in shown[at:]:
        step = exchanges.pop(0)
        at = shown.index(step["shown"].encode(), at) + len(step["shown"].encode())
        os.write(fd, step["type"].encode())
    ready, _, _ = select.select([fd], [], [], 20)
    if not ready:
        break
    try:
        data = os.read(fd, 65536)
    except OSError:
        break
    if not data:
        break
    shown += data
_, status = os.waitpid(pid, 0)
sys.stdout.buffer.write(shown)
sys.exit(os.waitstatus_to_exitcode(status) & 255)
`;

/** Runs the real binary at a terminal, typing each answer when its question appears; everything that the terminal showed. */
export function llaveAtTerminal(
  args: readonly string[],
  exchanges: readonly Exchange[],
  cwd: string,
): Promise<{ readonly code: number | null; readonly shown: string }> {
  const child = spawn('python3', ['-c', SCRIPT, JSON.stringify([node, runFile, ...args]), JSON.stringify(exchanges)], {
    cwd,
    env: cleanEnv(cwd, { TERM: 'dumb' }),
  });
  let shown = '';
  child.stdout.setEncoding('utf8').on('data', (data: string) => {
    shown += data;
  });
  child.stderr.setEncoding('utf8').on('data', (data: string) => {
    shown += data;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, shown }));
  });
}
