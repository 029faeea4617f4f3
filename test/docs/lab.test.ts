import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scenarios } from '../lab/all-scenarios.ts';
import { HEALTHY_SUBJECTS, SUBJECTS } from '../lab/compare/subjects.ts';
import { TOOLS } from '../lab/compare/tools.ts';
import { PAGES, readResults } from '../lab/results.ts';
import { repository } from '../support/paths.ts';

const results = readResults();
const wanted = new Map(scenarios.map(({ name, expect }) => [name, expect]));
const measured = new Set(results.scenarios.rows.map(({ name }) => name));

describe('what a run of the lab measured', () => {
  it.each(Object.keys(PAGES))('docs/%s is what test/lab/results.json says', (name) => {
    expect(readFileSync(join(repository, 'docs', name), 'utf8')).toBe(PAGES[name]!(results));
  });

  it('is of the scenarios that there are, but for the latest: a tenth', () => {
    const rows = [...results.scenarios.rows, ...results.compared.rows.map(({ row }) => row)];
    const other = rows.filter(({ name, want }) => JSON.stringify(wanted.get(name)) !== JSON.stringify(want));
    const missing = scenarios.filter(({ name }) => !measured.has(name));
    const stale = [...other, ...missing].map(({ name }) => name);
    expect(stale.length, `npm run lab would measure: ${stale.join(', ')}`).toBeLessThanOrEqual(scenarios.length / 10);
  });

  it('asked every tool about every subject of the comparison, healthy ones among them', () => {
    const { rows } = results.compared;
    expect(rows.map(({ row }) => row.name).sort()).toEqual([...Object.keys(SUBJECTS), ...HEALTHY_SUBJECTS].sort());
    const names = TOOLS.map(({ name }) => name);
    for (const { words } of rows) expect(words.map(({ tool }) => tool)).toEqual(names);
  });

  it('shows each scenario once on the page', () => {
    const page = PAGES['lab.md']!(results);
    for (const name of measured) expect(page.split(`| ${name} `).length - 1, name).toBe(1);
  });

  it('names the day, the machine and the versions, and no path of it', () => {
    for (const { date, machine } of [results.scenarios, results.compared]) {
      expect(date).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(Object.keys(machine)).toEqual(expect.arrayContaining(['processor', 'memory', 'system', 'llave', 'node']));
    }
    expect(Object.keys(results.compared.machine)).toEqual(
      expect.arrayContaining(['openssl', 'curl', 'testssl', 'sslscan', 'nmap']),
    );
    expect(JSON.stringify(results)).not.toMatch(/\/(root|home|work|tmp|Users)\//);
  });
});
