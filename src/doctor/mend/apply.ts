import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { isAppError } from '../../errors/app-error.ts';
import { type OutputFile, writeFiles } from '../../files/safe-write.ts';
import { command } from '../commands.ts';
import type { Applied, Change, PlannedMend } from './mend.ts';
import { octal } from './private.ts';

const OWNER_ONLY = 0o600;

/**
 * Makes one change. What was there stays beside it as `FILE.bak` (`.bak2`, … where that is taken), with the permissions that
 * it had (a key's with 0600); both files are written as one transaction.
 *
 * @throws AppError ERR_OUTPUT_*; then nothing has changed
 */
export async function applyMend({ codes, mend, change }: PlannedMend & { readonly change: Change }): Promise<Applied> {
  const { file, data, before, mode, oldMode, secret } = change;
  if (data === undefined || before === undefined) {
    chmodSync(file, mode);
    return { codes, kind: mend.kind, file, undo: command('chmod', octal(oldMode), file) };
  }
  const backup = freeName(file);
  const copy: OutputFile = { path: backup, data: before, secret, mode: secret ? OWNER_ONLY : oldMode };
  await replace({ path: file, data, secret, mode }, copy);
  return {
    codes,
    kind: mend.kind,
    file,
    backup,
    undo: command(mend.kind === 'hosts-line' ? 'cp' : 'mv', backup, file),
  };
}

/** Some files cannot be replaced by renaming (a hosts file that a container mounts): those are written to as they are. */
async function replace(next: OutputFile, copy: OutputFile): Promise<void> {
  try {
    await writeFiles([next, copy], { force: true });
  } catch (error) {
    if (!isAppError(error, 'ERR_OUTPUT_NOT_WRITABLE') || next.secret || error.params.reason !== 'EBUSY') throw error;
    await writeFiles([copy]);
    writeFileSync(next.path, next.data);
  }
}

function freeName(file: string): string {
  for (let number = 1; ; number += 1) {
    const name = `${file}.bak${number === 1 ? '' : number}`;
    if (!existsSync(name)) return name;
  }
}
