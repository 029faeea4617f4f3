import type { LocalFile } from '../../runtime/local-system.ts';
import type { Preparation } from './prepare.ts';

const OWNER_ONLY = 0o600;

/** Permissions as `chmod` takes them. */
export function octal(mode: number): string {
  return mode.toString(8).padStart(3, '0');
}

/** A key that others can read becomes its owner's. */
export function preparePrivate(file: string, { mode, uid }: LocalFile): Preparation {
  if ((mode & 0o077) === 0) return { refused: 'nothing-to-do', file };
  const self = process.getuid?.();
  if (self !== undefined && self !== 0 && self !== uid) return { refused: 'not-permitted', file };
  return {
    change: { file, mode: OWNER_ONLY, oldMode: mode, secret: true, from: octal(mode), to: octal(OWNER_ONLY) },
  };
}
