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

/** So many names are looked up at a time. */
const ROOM = 32;
/** One slow name must not delay another: libuv's pool has four threads, and getaddrinfo takes half of them. */
const POOL = String(2 * ROOM);
/** With so many names given up, which hold their threads until their resolvers' time-outs are over, it takes no new ones. */
const GIVEN_UP = ROOM / 2;

/** None of them outlives us. */
const CHILDREN = new Set<ChildProcess>();
let watched = false;

function watch(child: ChildProcess): void {
  CHILDREN.add(child);
  child.once('exit', () => CHILDREN.delete(child));
  if (watched) return;
  watched = true;
  process.once('exit', () => {
    for (const each of CHILDREN) each.kill('SIGKILL');
  });
}

/**
 * getaddrinfo in a process of its own. It can neither be cancelled nor left behind: a process whose resolver is dead
 * ends only when the resolver's time-outs are over, whatever was asked of it. This process can be killed.
 */
export class LookupProcess {
  readonly #waiting = new Map<number, Waiting>();
  #child: Promise<ChildProcess> | undefined;
  #next = 0;
  /** Names that are looked up though nobody waits for them any more. */
  readonly #givenUp = new Set<number>();
  #promised = 0;

  /** Whether another name finds a thread of its own. */
  get hasRoom(): boolean {
    return this.#promised + this.#givenUp.size < ROOM && this.#givenUp.size < GIVEN_UP;
  }

  /** Whether somebody waits for an answer. */
  get isAwaited(): boolean {
    return this.#promised > 0;
  }

  /** Whether it was given up so often that it takes no more names. */
  get isSpent(): boolean {
    return this.#givenUp.size >= GIVEN_UP;
  }

  /**
   * Resolves a name as programs of this system do; rejects with Node's error.
   * @param signal whoever asked no longer waits: rejects with the signal's reason
   */
  async lookup(host: string, signal?: AbortSignal): Promise<readonly LookupAddress[]> {
    this.#promised += 1;
    let stop = () => {};
    try {
      signal?.throwIfAborted();
      this.#child ??= this.#start();
      const child = await this.#child;
      const id = this.#next++;
      return await new Promise((resolve, reject) => {
        stop = () => {
          this.#waiting.delete(id);
          this.#givenUp.add(id);
          reject(signal?.reason);
        };
        signal?.addEventListener('abort', stop, { once: true });
        this.#waiting.set(id, { resolve, reject });
        child.send({ id, host }, (error) => error && this.#fail(error));
      });
    } finally {
      signal?.removeEventListener('abort', stop);
      this.#promised -= 1;
    }
  }

  /** Ends the process and everything that waits in it. */
  async end(): Promise<void> {
    const child = await this.#child;
    child?.kill('SIGKILL');
  }

  async #start(): Promise<ChildProcess> {
    const { spawn } = await import('node:child_process');
    const env = { ...process.env, UV_THREADPOOL_SIZE: POOL, NODE_OPTIONS: '' };
    const child = spawn(process.execPath, ['-e', PROGRAM], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], env });
    child.on('error', (error) => this.#fail(error));
    child.on('exit', () => this.#fail(new Error('the lookup process ended')));
    child.on('message', (answer) => this.#answer(answer as Answer));
    // It keeps nobody from ending.
    child.unref();
    child.channel?.unref();
    watch(child);
    return child;
  }

  #answer({ id, addresses, error }: Answer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.#givenUp.delete(id);
    if (error) waiting?.reject(Object.assign(new Error(error.message), error));
    else waiting?.resolve(addresses ?? []);
  }

  #fail(error: Error): void {
    this.#child = undefined;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
    this.#givenUp.clear();
  }
}
