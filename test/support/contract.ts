import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { repository } from './paths.ts';

const folder = join(repository, 'test', 'contracts');

/**
 * Compares a part of the public contract with the file that records it, `test/contracts/<name>.json`. With
 * UPDATE_CONTRACTS=1 it writes the file instead: the difference is then reviewed as a diff.
 */
export function expectContract(name: string, value: unknown): void {
  const file = join(folder, `${name}.json`);
  const now = `${JSON.stringify(value, undefined, 2)}\n`;
  if (process.env.UPDATE_CONTRACTS === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, now);
  }
  const recorded = existsSync(file) ? readFileSync(file, 'utf8') : '(no such file)';
  expect(
    now,
    `${name}: a change of the contract. If it is meant: UPDATE_CONTRACTS=1 vitest run test/contracts test/cli/start-up`,
  ).toBe(recorded);
}

/** The names of the contract files in a folder of test/contracts. */
export function contractNames(part: string): string[] {
  return readdirSync(join(folder, part))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}
