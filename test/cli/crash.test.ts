import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { llave, type RunOptions } from '../support/llave.ts';
import { node } from '../support/paths.ts';
import { expectSchema } from '../support/schema.ts';
import { tempDir } from '../support/temp-dir.ts';

/** Runs llave with a piece of code of the test inside it. */
function sabotage(code: string): RunOptions {
  const file = join(tempDir(), 'sabotage.cjs');
  writeFileSync(file, code);
  return { nodeArgs: ['--require', file] };
}

const SECRET = 'Tr0ub4dor';
/** Fails inside the command, where we catch it. */
const CAUGHT = `
  const fs = require('node:fs');
  const real = fs.readFileSync;
  fs.readFileSync = (file, ...rest) => {
    if (/package\\.json$/.test(String(file)) && new Error().stack.includes('dist')) throw new TypeError('${SECRET}');
    return real(file, ...rest);
  };
  require('node:module').syncBuiltinESMExports();`;
/** Fails beside the command, where nobody catches it. */
const whenListened = (statement: string) => `
  const timer = setInterval(() => {
    if (process.listenerCount('uncaughtException') === 0) return;
    clearInterval(timer);
    ${statement}
  }, 1);`;
const CRASHES: [string, string][] = [
  ['an error inside the command', CAUGHT],
  ['an error that nothing catches', whenListened(`throw new RangeError('${SECRET}');`)],
  ['a rejection that nothing handles', whenListened(`Promise.reject(new RangeError('${SECRET}'));`)],
];

describe.concurrent('a bug of ours', () => {
  describe.each(CRASHES)('%s', (_what, code) => {
    // With --deep doctor is busy for long enough that the sabotage falls into its run.
    const args = ['doctor', 'localhost:1', '--deep'];

    it('is called one: exit 70, a sentence, no stack trace, nothing of what was thrown', async () => {
      const { code: exit, stderr } = await llave(args, sabotage(code));
      expect(exit).toBe(70);
      expect(stderr).toMatch(/^error: .+bug of ours.+ \[ERR_INTERNAL\]$/m);
      expect(stderr).not.toMatch(/^\s+at /m);
      expect(stderr).not.toContain(SECRET);
    });

    it('is a document of its own with --json', async () => {
      const { code: exit, stdout, stderr } = await llave([...args, '--json'], sabotage(code));
      expect({ exit, stderr }).toEqual({ exit: 70, stderr: '' });
      const document = JSON.parse(stdout);
      expectSchema(document);
      expect(document.error.code).toBe('ERR_INTERNAL');
      expect(stdout).not.toContain(SECRET);
    });

    it('shows its stack to who asks with LLAVE_DEBUG', async () => {
      const { stderr } = await llave(args, { ...sabotage(code), env: { LLAVE_DEBUG: '1' } });
      expect(stderr).toMatch(/^\s+at /m);
    });
  });
});

describe.concurrent('an output that takes nothing', () => {
  it.runIf(process.platform === 'linux').each([['explain'], ['--help'], ['explain --json']])(
    'a full disk behind llave %s: exit 4 and a sentence',
    async (args) => {
      const script = `"$NODE" "$0" ${args} >/dev/full`;
      const { code, stderr } = await llave([], { node: '/bin/sh', nodeArgs: ['-c', script], env: { NODE: node } });
      expect(code).toBe(4);
      expect(stderr).toMatch(/^error: .+ \[ERR_OUTPUT_NO_SPACE\]\n$/);
    },
  );
});
