import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository } from '../support/paths.ts';

const rows = readFileSync(join(repository, 'docs', 'interoperability.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| +[^|\s-]/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .slice(1);

/** Whether a file holds a test, or a group of them, of exactly this title. */
function holds(file: string, title: string): boolean {
  const path = join(repository, file);
  return existsSync(path) && readFileSync(path, 'utf8').includes(`('${title}'`);
}

describe('docs/interoperability.md', () => {
  it('names for every row tests that exist', () => {
    expect(rows.length).toBeGreaterThan(10);
    const proofs = rows.flatMap(([, artefact, , , , , , proof]) =>
      proof!.split('; ').map((each) => ({ artefact, each, found: /^`(test\/[^`]+)` › (.+)$/.exec(each) })),
    );
    const untrue = proofs.filter(({ found }) => found === null || !holds(found[1]!, found[2]!));
    expect(untrue.map(({ artefact, each }) => `${artefact}: ${each}`)).toEqual([]);
  });

  it('has a cell for each peer, and both directions of everything', () => {
    expect(rows.filter((cells) => cells.length !== 9 || cells.slice(1, -1).includes(''))).toEqual([]);
    for (const what of ['keys', 'certification requests', 'certificates', 'PKCS#12', 'revocation lists']) {
      const directions = rows.filter(([, artefact]) => artefact!.startsWith(what)).map(([, , direction]) => direction);
      expect(new Set(directions)).toEqual(new Set(['llave writes', 'llave reads']));
    }
  });
});
