import { spawn } from 'node:child_process';
import type { ClientId } from '../../../../src/pki/accepts/index.ts';
import type { ServedCase } from '../servers.ts';

/** What a client said of each case: why it refused, or `undefined` where it accepted. */
export type Answers = ReadonlyMap<string, string | undefined>;

/** A program that judges servers' certificates. */
export interface AcceptsClient {
  /** Whose rules of ours it is to follow. */
  readonly client: ClientId;
  /** The peers that it needs. */
  readonly peers: readonly string[];
  /**
   * Asks it about all cases.
   * @param rootFile PEM of the one root to be trusted
   * @param folder a folder of its own
   */
  ask(cases: readonly ServedCase[], rootFile: string, folder: string): Promise<Answers>;
}

/** What a program printed, and how it ended. */
export interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/** Runs a program to its end without standing in the way of the servers, which live in this process. */
export function run(
  program: string,
  args: readonly string[],
  input = '',
  env: NodeJS.ProcessEnv = process.env,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], { env });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk;
      });
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.on('error', reject).on('close', (status) => resolve({ status, output }));
  });
}

/** Asks about each case on its own, a few at a time. */
export async function askEach(
  cases: readonly ServedCase[],
  ask: (each: ServedCase) => Promise<string | undefined>,
): Promise<Answers> {
  const answers = new Map<string, string | undefined>();
  const left = [...cases];
  const worker = async () => {
    for (let each = left.shift(); each; each = left.shift()) answers.set(each.id, await ask(each));
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  return answers;
}

/** Asks one process about all cases: it reads them as lines `port host`, and answers each with a line, `ok` or why not. */
export async function askAtOnce(
  cases: readonly ServedCase[],
  program: string,
  args: readonly string[],
): Promise<Answers> {
  const { status, output } = await run(program, args, cases.map(({ port, host }) => `${port} ${host}\n`).join(''));
  const lines = output.trim().split('\n');
  if (status !== 0 || lines.length !== cases.length) throw new Error(`${program} ended with ${status}:\n${output}`);
  return new Map(cases.map(({ id }, at) => [id, lines[at] === 'ok' ? undefined : lines[at]]));
}
