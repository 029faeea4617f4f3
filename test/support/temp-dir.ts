import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEndOfFile } from './end-of-file.ts';

const made: string[] = [];

atEndOfFile(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Makes an empty folder that is removed when the test file is done. */
export function tempDir(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'llave-test-')));
  made.push(folder);
  return folder;
}
