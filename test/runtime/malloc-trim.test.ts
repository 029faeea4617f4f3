import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadsQuietly } from '../../src/runtime/malloc-trim.ts';
import { node } from '../support/paths.ts';

const FRAGMENTED = fileURLToPath(new URL('../support/fragmented-heap.mjs', import.meta.url));
const { glibcVersionRuntime } = (process.report.getReport() as { header: { glibcVersionRuntime?: string } }).header;

describe('trimMalloc', () => {
  it.skipIf(!glibcVersionRuntime || !loadsQuietly(process.versions.node))(
    'gives back what is free between what is not, and says nothing',
    () => {
      const { status, stdout, stderr } = spawnSync(node, [FRAGMENTED], { encoding: 'utf8' });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      const { begin, full, freed, trimmed, released, kept } = JSON.parse(stdout);
      expect(kept).toBe(164);
      expect(released).toBe(true);
      // 128 MiB came; without the call nearly all of it stays, and with it nearly all of it goes.
      expect(full - begin).toBeGreaterThan(120);
      expect(freed - begin).toBeGreaterThan(100);
      expect(trimmed - begin).toBeLessThan(30);
    },
  );

  it('does nothing where Node lets no extension be loaded', () => {
    const { status, stdout } = spawnSync(node, ['--permission', '--allow-fs-read=*', FRAGMENTED], { encoding: 'utf8' });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ released: false });
  });

  it.each([
    ['22.13.0', false],
    ['24.14.1', false],
    ['24.15.0', true],
    ['25.6.9', false],
    ['25.7.0', true],
    ['26.0.0', true],
  ])('is for a Node.js whose node:sqlite is no experiment: %s', (version, quiet) => {
    expect(loadsQuietly(version)).toBe(quiet);
  });
});
