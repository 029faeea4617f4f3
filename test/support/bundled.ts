import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { repository } from './paths.ts';
import { tempDir } from './temp-dir.ts';

/**
 * Makes one JavaScript file of a child program under test/support and all that it imports of ours: a test that starts
 * it hundreds of times need not strip the types of our sources as often.
 */
export function bundled(name: string): string {
  const outfile = join(tempDir(), name);
  buildSync({
    entryPoints: [join(repository, 'test', 'support', name)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
  });
  return outfile;
}
