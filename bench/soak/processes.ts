import { type ChildProcess, fork, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { env, find, freshDir, llave, root, start } from '../harness/programs.ts';

/** A load process, and how to ask it. */
export interface Load {
  ask<T>(action: string, parameters?: object): Promise<T>;
  stop(): void;
}

/** Starts a file of this folder as a process of its own. */
export function startLoad(file: string): Load {
  const child = fork(join(root, 'bench', 'soak', file), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  let last = 0;
  return {
    ask: (action, parameters = {}) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        child.on('message', function got(answer: { id: number; result: never }) {
          if (answer.id !== id) return;
          child.off('message', got);
          resolve(answer.result);
        });
        child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
        child.send({ id, action, parameters });
      }),
    stop: () => void child.kill('SIGKILL'),
  };
}

/** Lets one address connect so many times a second, from a process of its own; `stop` says how often it did, and for how long. */
export function startReconnects(
  port: number,
  perSecond: number,
): { stop(): Promise<{ reconnects: number; seconds: number }> } {
  const script = join(root, 'bench', 'soak', 'reconnect.py');
  const args = [script, '127.0.0.1', String(port), '127.0.2.2', String(perSecond)];
  const child = spawn('python3', args, { stdio: ['pipe', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    async stop() {
      child.stdin.end();
      await ended;
      const [reconnects = 0, seconds = 0] = text.split(' ').map(Number);
      return { reconnects, seconds };
    },
  };
}

/** A chat server that is measured. */
export interface Server {
  readonly port: number;
  readonly pid: number;
  /** Where its metrics are, if it has any. */
  readonly metrics?: string;
  stop(): Promise<void>;
}

/** Starts llave with a certificate of its own, with its metrics. */
export async function startLlave(args: readonly string[] = []): Promise<Server> {
  const cwd = freshDir();
  llave(['selfsign', '-H', 'localhost'], { cwd })();
  const flags = ['--host', '127.0.0.1', '--port', '0', '--log-format', 'json', '--status-address', '0'];
  const [child, found] = await start(
    ['serve', ...flags, ...args],
    cwd,
    /"event":"listening".*"port":(\d+)[\s\S]*"event":"status-listening".*"port":(\d+)/,
  );
  return server(child, Number(found[1]), `http://127.0.0.1:${found[2]}/metrics`);
}

/** Starts `ncat --ssl --chat`. */
export async function startNcat(): Promise<Server> {
  const cwd = freshDir();
  llave(['selfsign', '-H', 'localhost'], { cwd })();
  const port = await freePort();
  const options = ['--ssl', '--ssl-cert', 'server.crt', '--ssl-key', 'server.key', '--chat', '-m', '4096', '-v'];
  return server(await ready('ncat', [...options, '-l', '127.0.0.1', String(port)], cwd, /Listening on 127/), port);
}

/** Starts the threaded server in Python. */
export async function startPython(): Promise<Server> {
  const cwd = freshDir();
  llave(['selfsign', '-H', 'localhost'], { cwd })();
  const args = [join(root, 'bench', 'soak', 'threaded_chat.py'), 'server.crt', 'server.key'];
  let port = 0;
  const child = await ready('python3', args, cwd, /listening on (\d+)/, (found) => {
    port = Number(found[1]);
  });
  return server(child, port);
}

/** Whether a process is still there. */
export function lives(pid: number): boolean {
  return existsSync(`/proc/${pid}/status`);
}

/** What a process holds in memory, and the most that it ever held, in MiB. */
export function memory(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mib = (field: string): number => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1024;
  return { now: mib('VmRSS'), peak: mib('VmHWM') };
}

function server(child: ChildProcess, port: number, metrics?: string): Server {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  return { port, pid: child.pid as number, stop, ...(metrics === undefined ? {} : { metrics }) };
}

async function ready(
  name: string,
  args: readonly string[],
  cwd: string,
  pattern: RegExp,
  got: (found: RegExpExecArray) => void = () => {},
): Promise<ChildProcess> {
  // The shell raises the limit on descriptors as far as it may, as Node does for itself, and becomes the program.
  const raise = ['-c', 'ulimit -n "$(ulimit -Hn)"; exec "$@"', 'sh', find(name) as string];
  const child = spawn('sh', [...raise, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  return new Promise((resolve, reject) => {
    let text = '';
    const look = (chunk: Buffer): void => {
      text = (text + chunk).slice(-10_000);
      const found = pattern.exec(text);
      if (!found) return;
      got(found);
      resolve(child);
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.once('exit', () => reject(new Error(`${name} ended: ${text}`)));
  });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
