import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { peer } from '../support/peers.ts';

/** How long a server may take until it listens, in milliseconds. */
const READY_MS = 30_000;

/** What is bound and waits, in the tables of /proc/net: a listening TCP socket, a UDP socket without a peer. */
const TABLES = { tcp: '0A', tcp6: '0A', udp: '07', udp6: '07' } as const;

/**
 * Whether something listens on a port in the network namespace of a process, from its tables: asking `ss` costs a process each time.
 * Not before the process is in a namespace other than this one.
 */
function listensBeside(pid: number, port: number): boolean {
  const local = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  try {
    if (readlinkSync(`/proc/${pid}/ns/net`) === readlinkSync('/proc/self/ns/net')) return false;
    return Object.entries(TABLES).some(([table, waiting]) =>
      readFileSync(`/proc/${pid}/net/${table}`, 'utf8')
        .split('\n')
        .map((line) => line.trim().split(/\s+/))
        .some(([, at, , state]) => at?.endsWith(local) && state === waiting),
    );
  } catch {
    return false; // the process has just ended
  }
}

/** One network namespace with the programs that run in it. */
export class Machine {
  readonly #children: ChildProcess[] = [];

  constructor(
    readonly name: string,
    readonly folder: string,
  ) {}

  /** The words that run a command in this namespace. */
  inside(words: readonly string[]): string[] {
    const [program = '', ...rest] = words;
    return ['ip', 'netns', 'exec', this.name, peer(program) ?? program, ...rest];
  }

  /** Runs a command to its end. @throws Error with its output if it fails */
  run(...words: readonly string[]): string {
    const [program = '', ...rest] = this.inside(words);
    const { status, stdout, stderr } = spawnSync(program, rest, { cwd: this.folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}\n${stdout}${stderr}`);
    return stdout;
  }

  /** Loads nftables rules. */
  firewall(rules: string): void {
    const file = join(this.folder, `${this.name}.nft`);
    writeFileSync(file, rules);
    this.run('nft', '-f', file);
  }

  /** Rejects, drops or resets what comes to a TCP port: `on 12345 drop`. */
  filter(match: string, verdict: string): void {
    this.firewall(`table inet lab { chain in { type filter hook input priority 0; ${match} ${verdict}; }; }`);
  }

  /** Starts a program and waits until the port listens (TCP unless said otherwise). */
  async serve(port: number, ...words: readonly string[]): Promise<void> {
    const [program = '', ...rest] = this.inside(words);
    const child = spawn(program, rest, { cwd: this.folder, stdio: ['pipe', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    this.#children.push(child);
    const listens = () => (child.exitCode === null ? listensBeside(child.pid!, port) : this.listens(port));
    for (const end = Date.now() + READY_MS; !listens(); await pause(20)) {
      if (child.exitCode !== null && !this.listens(port)) throw new Error(`${words.join(' ')} ended\n${output}`);
      if (Date.now() > end) throw new Error(`${words.join(' ')} does not listen on ${port}\n${output}`);
    }
  }

  /** Waits until something is so. @throws Error if it does not come about */
  async until(holds: () => boolean): Promise<void> {
    for (const end = Date.now() + READY_MS; !holds(); await pause(20)) {
      if (Date.now() > end) throw new Error('the set-up did not come about');
    }
  }

  listens(port: number): boolean {
    return this.run('ss', '-Hltun', `sport = :${port}`).trim() !== '';
  }

  /** Ends everything that was started here. */
  stop(): void {
    for (const child of this.#children) child.kill('SIGKILL');
    spawnSync('ip', ['netns', 'pids', this.name], { encoding: 'utf8' })
      .stdout.split('\n')
      .filter(Boolean)
      .forEach((pid) => void process.kill(Number(pid), 'SIGKILL'));
  }
}
