import { readFileSync } from 'node:fs';
import { writeFiles } from '../../files/safe-write.ts';

/** Reads a file of our own making; undefined where it is absent, unreadable, or was damaged. */
export function readJson<T>(path: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch {
    return undefined;
  }
}

/**
 * Writes a file that only we read, at one instant.
 * @throws AppError ERR_OUTPUT_*
 */
export async function writeJson(path: string, value: object): Promise<void> {
  await writeFiles([{ path, data: Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`), secret: true }], {
    force: true,
  });
}
