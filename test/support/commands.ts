import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repository } from './paths.ts';

/** What the tests read of a flag. */
export interface FlagShape {
  readonly char?: string;
  readonly type: 'boolean' | 'option';
  readonly multiple?: boolean;
  readonly default?: unknown;
  readonly helpValue?: string;
  readonly description?: string;
  readonly required?: boolean;
  readonly hidden?: boolean;
}

/** What the tests read of a command class. */
export interface CommandClass {
  readonly description?: string;
  readonly args?: Readonly<Record<string, { readonly required?: boolean; readonly multiple?: boolean }>>;
  readonly flags?: Readonly<Record<string, FlagShape>>;
  readonly baseFlags: Readonly<Record<string, FlagShape>>;
  readonly examples?: readonly { readonly command: string; readonly description: string }[];
  readonly strict?: boolean;
}

/** The ids of all commands: `ca/create.ts` is `ca:create`. */
export const commandIds: readonly string[] = readdirSync(join(repository, 'commands'), { recursive: true })
  .map((file) => String(file).replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length).replaceAll('/', ':'))
  .sort();

/** The words that call a command: `ca:create` is `ca create`. */
export const wordsOf = (id: string): string[] => id.split(':');

/** The class of a command, from its source. */
export async function loadCommand(id: string): Promise<CommandClass> {
  const file = join(repository, 'commands', `${id.replaceAll(':', '/')}.ts`);
  return ((await import(pathToFileURL(file).href)) as { readonly default: CommandClass }).default;
}
