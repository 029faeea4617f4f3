import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { render } from '../../bench/harness/render.ts';
import type { Results } from '../../bench/harness/row.ts';
import { TOPICS } from '../../bench/rows/index.ts';
import { repository } from '../support/paths.ts';

const results = JSON.parse(readFileSync(join(repository, 'bench', 'results.json'), 'utf8')) as Results;

describe('docs/benchmarks.md', () => {
  it('is what bench/results.json says', () => {
    expect(readFileSync(join(repository, 'docs', 'benchmarks.md'), 'utf8')).toBe(render(results, TOPICS));
  });

  it('holds each row of the benchmarks: measured, or skipped with the reason', () => {
    const known = TOPICS.flatMap(({ topic, rows }) => rows.map(({ id }) => `${topic} ${id}`));
    const held = [...results.rows, ...results.skipped].map(({ topic, id }) => `${topic} ${id}`);
    expect(held.sort()).toEqual(known.sort());
    expect(new Set(known).size).toBe(known.length);
  });

  it('says where the time goes for each row that misses its aim', () => {
    const silent = results.rows.filter(
      ({ aim, ratio, profile }) => aim !== undefined && ratio > aim && !profile?.length,
    );
    expect(silent).toEqual([]);
  });

  it('names the machine and the versions, and no path of it', () => {
    expect(Object.keys(results.machine)).toEqual(
      expect.arrayContaining(['processor', 'memory', 'system', 'llave', 'node']),
    );
    expect(JSON.stringify(results)).not.toMatch(/\/(root|home|work|tmp|Users)\//);
  });
});
