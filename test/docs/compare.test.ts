import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository } from '../support/paths.ts';

const rows = readFileSync(join(repository, 'docs', 'compare.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| +[^|\s-]/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

describe('docs/compare.md', () => {
  it('holds llave to a test in every row where it claims something', () => {
    expect(rows.length).toBeGreaterThan(25);
    const unproved = rows.filter(([, , llave, ...rest]) => {
      const proof = /`(test\/[^`]+)`/.exec(rest.at(-2) ?? '')?.[1];
      return llave === 'no' ? proof !== undefined : proof === undefined || !existsSync(join(repository, proof));
    });
    expect(unproved.map(([, what]) => what)).toEqual([]);
  });

  it('has a cell for each tool', () => {
    expect(rows.filter((cells) => cells.length !== 11).map(([, what]) => what)).toEqual([]);
  });
});
