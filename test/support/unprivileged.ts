import { spawnSync } from 'node:child_process';
import { node, runFile } from './paths.ts';

/** A user without any right of its own. */
export const NOBODY = 65_534;

/** Starts a program as `NOBODY`: for `setpriv`. */
export const asNobody = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] as const;

/**
 * Whether tests can run llave as somebody without rights: they are root, `setpriv` is there, and the checkout lies where others
 * may read it. Where not, those tests are skipped.
 */
export function canRunAsNobody(): boolean {
  if (process.getuid?.() !== 0) return false;
  return spawnSync('setpriv', [...asNobody, node, runFile, '--version']).status === 0;
}
