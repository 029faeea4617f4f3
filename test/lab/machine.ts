import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { peer } from '../support/peers.ts';

/** How long a server may take until it listens, in milliseconds. */
const READY_MS = 10_000;

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
    for (const end = Date.now() + READY_MS; !this.listens(port); await pause(20)) {
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
