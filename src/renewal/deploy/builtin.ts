import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../errors/app-error.ts';

/** One thing that a built-in hook does: run a program, or send a signal to the process whose number is in a file. */
export type HookStep =
  | { readonly run: readonly [string, ...string[]] }
  | { readonly signal: NodeJS.Signals; readonly pidfile: string };

/** A hook: a shell command of the user, or a built-in one with its values filled in. */
export type Hook =
  | { readonly name: string; readonly shell: string }
  | { readonly name: string; readonly steps: readonly HookStep[] };

interface Template {
  /** Values that may be given, with their defaults; null has to be given. */
  readonly parameters: Readonly<Record<string, string | null>>;
  /** Looked at first: a step that fails here leaves the service as it is. */
  readonly validate: readonly HookStep[];
  readonly deploy: readonly HookStep[];
}

/** The built-in hooks, each a file in templates/deploy/hooks. */
export const BUILTIN_HOOKS = ['haproxy', 'llave', 'nginx', 'systemd'] as const;

/**
 * Reads a hook: `@nginx`, `@systemd:unit=chat.service`, `@llave:pidfile=/run/llave.pid`; anything else is a command line
 * for the shell.
 *
 * @param templates the folder `templates/deploy/hooks`
 * @throws AppError ERR_USAGE_INVALID_VALUE
 */
export function parseHook(text: string, templates: string): Hook {
  if (!text.startsWith('@')) {
    if (text.trim() === '') throw invalid(text, 'COMMAND');
    return { name: text, shell: text };
  }
  const [, name, rest] = /^@([a-z]+)(?::(.*))?$/s.exec(text) ?? [];
  const known = BUILTIN_HOOKS.find((one) => one === name);
  if (known === undefined) throw invalid(text, BUILTIN_HOOKS.map((one) => `@${one}`).join(', '));
  const template = JSON.parse(readFileSync(join(templates, `${known}.json`), 'utf8')) as Template;
  const values = valuesOf(text, rest, template);
  const fill = (value: string) => value.replace(/\{(\w+)\}/g, (_whole, key: string) => values[key]!);
  const steps = [...template.validate, ...template.deploy].map(
    (step): HookStep =>
      'run' in step
        ? { run: step.run.map(fill) as unknown as readonly [string, ...string[]] }
        : { signal: step.signal, pidfile: fill(step.pidfile) },
  );
  return { name: text, steps };
}

function valuesOf(text: string, rest: string | undefined, { parameters }: Template): Record<string, string> {
  const expected = Object.keys(parameters)
    .map((key) => `${key}=…`)
    .join(',');
  const given: Record<string, string> = {};
  for (const part of rest === undefined ? [] : rest.split(',')) {
    const [, key, value] = /^(\w+)=(.+)$/s.exec(part) ?? [];
    // A value that begins with a dash would be read as a flag by the program that gets it.
    if (key === undefined || !Object.hasOwn(parameters, key) || value!.startsWith('-')) throw invalid(text, expected);
    given[key] = value!;
  }
  const missing = Object.keys(parameters).some((key) => parameters[key] === null && given[key] === undefined);
  if (missing) throw invalid(text, expected);
  return { ...(parameters as Record<string, string>), ...given };
}

function invalid(value: string, expected: string): AppError {
  return new AppError('ERR_USAGE_INVALID_VALUE', { flag: '--deploy-hook', value: value.slice(0, 200), expected });
}
