import { AppError } from '../../errors/app-error.ts';
import { checkOutputs, type OutputFile, writeFiles } from '../../files/safe-write.ts';
import { printBytes } from '../output.ts';

/** What a command says of its outputs. */
export interface OutputFlags {
  readonly force?: boolean;
  readonly json?: boolean;
}

/**
 * Refuses outputs early that could not be written, and those that would replace an input of the same command, which not even
 * `--force` means.
 * @throws AppError ERR_USAGE_FLAG_CONFLICT for `-` with `--json`, and those of `checkOutputs`
 */
export async function checkMade(
  outputs: readonly string[],
  inputs: readonly string[],
  flags: OutputFlags,
): Promise<void> {
  if (flags.json && outputs.includes('-')) throw new AppError('ERR_USAGE_FLAG_CONFLICT', { flags: '--out -, --json' });
  await checkOutputs(onDisk(outputs), flags);
  for (const output of onDisk(outputs)) {
    const input = await sameFile(output, inputs);
    if (input !== undefined) throw new AppError('ERR_OUTPUT_SAME_FILE', { file: output, other: input });
  }
}

/** Writes files as one transaction, and what is for stdout (`-`) after it. @throws AppError those of `writeFiles` */
export async function writeMade(files: readonly OutputFile[], flags: OutputFlags): Promise<void> {
  await writeFiles(
    files.filter(({ path }) => path !== '-'),
    flags,
  );
  for (const { path, data } of files) if (path === '-') printBytes(data);
}

function onDisk(paths: readonly string[]): string[] {
  return paths.filter((path) => path !== '-');
}

async function sameFile(output: string, inputs: readonly string[]): Promise<string | undefined> {
  const { realpath } = await import('node:fs/promises');
  const real = (path: string) => realpath(path).catch(() => undefined);
  const target = await real(output);
  if (target === undefined) return undefined;
  for (const input of inputs) if (input !== '-' && (await real(input)) === target) return input;
  return undefined;
}
