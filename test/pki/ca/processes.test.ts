import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readIndex } from '../../../src/pki/ca/index-file.ts';
import { caFolder } from '../../support/ca.ts';
import { node, repository } from '../../support/paths.ts';

it('two processes that issue twenty each never share a number, and lose none', { timeout: 120_000 }, async () => {
  const dir = await caFolder({ scope: ['example.org'] });
  const script = join(repository, 'test', 'support', 'ca-child.mjs');
  const children = [1, 2].map(() => spawn(node, [script, dir, '20'], { stdio: ['ignore', 'ignore', 'inherit'] }));
  const ends = await Promise.all(children.map((child) => once(child, 'close')));
  expect(ends.map(([code]) => code)).toEqual([0, 0]);
  const { certificates } = (await readIndex(dir)).authorities.root;
  expect(certificates).toHaveLength(40);
  expect(new Set(certificates.map(({ serialNumber }) => serialNumber)).size).toBe(40);
});
