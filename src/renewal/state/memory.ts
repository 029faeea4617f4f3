import { join } from 'node:path';
import { readJson, writeJson } from './json-file.ts';

/** What llave remembers of a set between runs. Times are ISO 8601. */
export interface Memory {
  /** The certificate that llave put in place, and when: its real lifetime starts there. */
  readonly installed?: { readonly fingerprint: string; readonly at: string };
  /** How the last run ended that was more than a look. */
  readonly last?: { readonly at: string; readonly exit: number; readonly code?: string };
  /** The latest time that any run has seen. */
  readonly seen?: string;
}

/** What is remembered; nothing where nothing is, or where it may not be read. */
export function readMemory(folder: string): Memory {
  return readJson<Memory>(join(folder, 'state.json')) ?? {};
}

/**
 * Replaces what is remembered.
 * @throws AppError ERR_OUTPUT_*
 */
export async function writeMemory(folder: string, memory: Memory): Promise<void> {
  await writeJson(join(folder, 'state.json'), memory);
}
