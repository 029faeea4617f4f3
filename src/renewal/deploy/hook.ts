import { readFileSync } from 'node:fs';
import { AppError } from '../../errors/app-error.ts';
import { runProcess } from '../../runtime/run-process.ts';
import type { Hook, HookStep } from './builtin.ts';

/** How hooks are run. */
export interface HookOptions {
  readonly timeoutMs: number;
  /** The environment that they start from, before the facts are added; it must hold no secret of ours. */
  readonly env: NodeJS.ProcessEnv;
}

/** One hook, or one step of a built-in one, that ran and succeeded. */
export interface HookRun {
  readonly hook: string;
  readonly command: string;
  readonly ms: number;
  /** Its last lines on both streams; unsafe for a terminal until escaped. */
  readonly output: readonly string[];
}

const MAX_OUTPUT = 64 * 1024;
const MAX_LINES = 20;

/**
 * Runs the hooks one after the other with the facts in their environment.
 *
 * @throws AppError ERR_RENEW_HOOK at the first that ends with anything but 0, or takes too long
 */
export async function runHooks(
  hooks: readonly Hook[],
  facts: Readonly<Record<string, string>>,
  options: HookOptions,
): Promise<HookRun[]> {
  const runs: HookRun[] = [];
  const env = { ...options.env, ...facts };
  for (const hook of hooks) {
    if ('shell' in hook) runs.push(await runCommand(hook.name, hook.shell, env, options.timeoutMs));
    else for (const step of hook.steps) runs.push(await runStep(hook.name, step, env, options.timeoutMs));
  }
  return runs;
}

function runStep(hook: string, step: HookStep, env: NodeJS.ProcessEnv, timeoutMs: number): Promise<HookRun> | HookRun {
  return 'run' in step ? runCommand(hook, step.run, env, timeoutMs) : sendSignal(hook, step);
}

async function runCommand(
  hook: string,
  command: string | readonly [string, ...string[]],
  env: NodeJS.ProcessEnv,
  timeoutMs: number,
): Promise<HookRun> {
  const ended = await runProcess({ command, env, timeoutMs, maxOutput: MAX_OUTPUT });
  const output = lastLines(Buffer.concat([ended.stdout, ended.stderr]));
  const shown = typeof command === 'string' ? command : command.join(' ');
  if (ended.exit === 0 && !ended.timedOut) return { hook, command: shown, ms: Math.round(ended.ms), output };
  const reason = ended.timedOut ? 'timeout' : (ended.failure ?? ended.signal ?? `exit ${ended.exit}`);
  throw new AppError('ERR_RENEW_HOOK', {
    hook,
    command: shown,
    reason,
    ...(output.length > 0 ? { output: output.join(' | ') } : {}),
  });
}

function sendSignal(hook: string, step: Extract<HookStep, { signal: string }>): HookRun {
  const command = `kill -${step.signal.replace('SIG', '')} $(cat ${step.pidfile})`;
  try {
    const pid = /^\s*([1-9]\d{0,9})\s*$/.exec(readFileSync(step.pidfile, 'utf8'))?.[1];
    if (pid === undefined) throw Object.assign(new Error(), { code: 'EINVAL' });
    process.kill(Number(pid), step.signal);
    return { hook, command, ms: 0, output: [] };
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'UNKNOWN';
    throw new AppError('ERR_RENEW_HOOK', { hook, command, reason }, { cause: error });
  }
}

function lastLines(data: Buffer): string[] {
  return data
    .toString('utf8')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(-MAX_LINES)
    .map((line) => line.slice(0, 500));
}
