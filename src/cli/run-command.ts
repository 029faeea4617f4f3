import { fileURLToPath } from 'node:url';
import { Config } from '@oclif/core/config';
import { settings } from '@oclif/core/settings';
import type { BaseCommand } from './base-command.ts';
import { packageJson } from './package-json.ts';

type CommandClass = new (argv: string[], config: Config) => BaseCommand & { _run(): Promise<unknown> };

/**
 * Hands one command to oclif. Its configuration is given, not searched for on disk, and lists no commands, so that
 * nothing is loaded but the one that runs.
 * @param root the folder of package.json, for commands that read `templates/` and `schemas/`
 */
export async function runCommand(id: string, command: CommandClass & { id: string }, argv: string[], root: URL) {
  command.id = id;
  // Otherwise oclif looks for a TypeScript compiler to run sources with.
  settings.enableAutoTranspile = false;
  const { name, version, oclif } = packageJson(root);
  const config = new Config({ root: fileURLToPath(root), pjson: { name, version, oclif } as never });
  await config.load();
  await new command(argv, config)._run();
}
