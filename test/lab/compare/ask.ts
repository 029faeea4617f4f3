import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import type { Machine } from '../machine.ts';
import { type Target, TOOLS, type Tool } from './tools.ts';

/** Longer, nobody waits for a diagnosis. */
export const LIMIT_MS = 120_000;

/** What one tool said. */
export interface Word {
  readonly tool: string;
  /** The time of the whole process, in milliseconds. */
  readonly ms: number;
  /** It was stopped after `LIMIT_MS`. */
  readonly late: boolean;
  readonly named: boolean;
  /** The line that names the cause, or the last one. */
  readonly line: string;
}

/** What doctor was asked about, from its arguments; undefined where no tool could be asked the same. */
export function targetOf(args: readonly string[]): Target | undefined {
  const match = /^(?:\w+:\/\/)?(?:\[(.+)\]|([^[\]:]+)):(\d+)$/.exec(args[0] ?? '');
  if (!match) return undefined;
  const value = (flag: string) => {
    const at = args.indexOf(flag);
    return at < 0 ? undefined : args[at + 1];
  };
  return {
    host: match[1] ?? match[2]!,
    port: match[3]!,
    ca: value('--ca'),
    servername: value('--servername'),
    alpn: value('--alpn'),
  };
}

/** Asks every tool, one after the other, on the machine where doctor ran; `cause` is undefined where nothing is wrong. */
export async function askTools(machine: Machine, target: Target, cause: RegExp | undefined): Promise<Word[]> {
  const words: Word[] = [];
  for (const tool of TOOLS) words.push(await ask(machine, tool, target, cause));
  return words;
}

async function ask(machine: Machine, tool: Tool, target: Target, cause: RegExp | undefined): Promise<Word> {
  const [program = '', ...rest] = machine.inside([tool.program, ...tool.words(target)]);
  const began = performance.now();
  const child = spawn(program, rest, { cwd: machine.folder, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    process.kill(-child.pid!, 'SIGKILL');
  }, LIMIT_MS);
  await new Promise((resolve) => child.on('close', resolve));
  clearTimeout(timer);
  const lines = stripVTControlCharacters(output)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !echoes(line));
  const naming = lines.find((line) => cause?.test(line));
  const line = naming ?? lines.at(-1) ?? '';
  return {
    tool: tool.name,
    ms: Math.round(performance.now() - began),
    late,
    named: naming !== undefined,
    line: line.replaceAll(machine.folder, '.').slice(0, 160),
  };
}

/** Lines in which a tool repeats how it was called, or advertises itself. */
function echoes(line: string): boolean {
  return /^(Starting Nmap|Nmap done|Version: \d|OpenSSL \d|Start \d|Done \d|MAC Address|DONE$|---$|Using "OpenSSL|Testing SSL server|#+$|-+>)/.test(
    line,
  );
}
