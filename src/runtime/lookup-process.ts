import type { ChildProcess } from 'node:child_process';

/** An address that getaddrinfo gave. */
export interface LookupAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

interface Answer {
  readonly id: number;
  readonly addresses?: readonly LookupAddress[];
  readonly error?: { readonly code?: string; readonly errno?: number; readonly message: string };
}

interface Waiting {
  resolve(addresses: readonly LookupAddress[]): void;
  reject(error: Error): void;
}

/** Answers each `{id, host}` message with one of its own; ends by itself when nobody is left to ask. */
const PROGRAM = `
const dns = require('node:dns');
process.on('message', ({ id, host }) => {
  dns.lookup(host, { all: true, order: 'verbatim' }, (error, addresses) => {
    if (!error) return process.send({ id, addresses });
    const { code, errno, message } = error;
    process.send({ id, error: { code, errno, message } });
  });
});
`;

/** One slow name must not delay another: libuv's pool has four threads, and getaddrinfo takes half of them. */
const POOL = '64';

/**
 * getaddrinfo in a process of its own. It can neither be cancelled nor left behind: a process whose resolver is dead
 * ends only when the resolver's time-outs are over, whatever was asked of it. This process can be killed.
 */
export class LookupProcess {
  readonly #waiting = new Map<number, Waiting>();
  #child: Promise<ChildProcess> | undefined;
  #next = 0;

  /** Resolves a name as programs of this system do; rejects with Node's error. */
  async lookup(host: string): Promise<readonly LookupAddress[]> {
    this.#child ??= this.#start();
    const child = await this.#child;
    const id = this.#next++;
    return await new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      child.send({ id, host }, (error) => error && this.#fail(error));
    });
  }

  async #start(): Promise<ChildProcess> {
    const { spawn } = await import('node:child_process');
    const env = { ...process.env, UV_THREADPOOL_SIZE: POOL, NODE_OPTIONS: '' };
    const child = spawn(process.execPath, ['-e', PROGRAM], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], env });
    child.on('error', (error) => this.#fail(error));
    child.on('exit', () => this.#fail(new Error('the lookup process ended')));
    child.on('message', (answer) => this.#answer(answer as Answer));
    // It keeps nobody from ending, and does not outlive us.
    child.unref();
    child.channel?.unref();
    process.once('exit', () => child.kill('SIGKILL'));
    return child;
  }

  #answer({ id, addresses, error }: Answer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(Object.assign(new Error(error.message), error));
    else waiting?.resolve(addresses ?? []);
  }

  #fail(error: Error): void {
    this.#child = undefined;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
