import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { llave, type RunOptions } from '../support/llave.ts';
import { tempDir } from '../support/temp-dir.ts';

/** A real Node that is too old: this machine's own, or the one that LLAVE_OLD_NODE names. */
const realOld = [process.env.LLAVE_OLD_NODE, '/usr/bin/node'].find((file) => {
  if (file === undefined) return false;
  const { status, stdout } = spawnSync(file, ['-p', 'process.versions.node'], { encoding: 'utf8' });
  const [major = 0, minor = 0] = (stdout ?? '').split('.').map(Number);
  return status === 0 && (major < 22 || (major === 22 && minor < 13));
});

/** This Node, saying of itself that it is another version. */
function pretend(version: string): RunOptions {
  const file = join(tempDir(), 'pretend.cjs');
  writeFileSync(
    file,
    `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`,
  );
  return { nodeArgs: ['--require', file] };
}

const olds: [string, () => RunOptions][] = [
  ['18.20.4', () => pretend('18.20.4')],
  ['20.19.0', () => pretend('20.19.0')],
  ['22.12.0', () => pretend('22.12.0')],
];
if (realOld !== undefined) olds.push(['a real one', () => ({ node: realOld })]);

describe.each(olds)('on a Node that is too old: %s', (_version, options) => {
  it.each([
    ['English', {}, /^llave needs Node\.js 22\.13 or later, and this is \d+\.\d+\.\d+: .+\n$/],
    ['Spanish', { LANG: 'es_CO.UTF-8' }, /^llave necesita Node\.js 22\.13 o posterior, y este es \d+\.\d+\.\d+: .+\n$/],
    ['Spanish', { LLAVE_LANG: 'es' }, /^llave necesita Node\.js/],
  ])('one sentence in %s, exit 69', async (_language, env, sentence) => {
    for (const args of [[], ['--version'], ['genkey', '--json']]) {
      const { code, stdout, stderr } = await llave(args, { ...options(), env });
      expect({ code, stdout }).toEqual({ code: 69, stdout: '' });
      expect(stderr).toMatch(sentence);
    }
  });
});

describe('on a Node that is just new enough', () => {
  it('runs', async () => {
    expect((await llave(['explain'], pretend('22.13.0'))).code).toBe(0);
  });
});

if (realOld === undefined) it.skip('a real old Node: none at /usr/bin/node or in LLAVE_OLD_NODE', () => {});
