import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type FindingCatalogue, loadFindings } from '../../src/i18n/findings.ts';
import { explainFinding } from '../../src/report/explain/finding.ts';
import { findingPage } from '../../src/report/explain/markdown.ts';

const folder = new URL('../../docs/findings/', import.meta.url);
const headings = {
  consequences: 'What follows',
  causes: 'What causes it',
  fixes: 'How to mend it',
  reproduce: 'How to see it happen',
};

describe('docs/findings', () => {
  let catalogue: FindingCatalogue;
  const page = (code: string) => findingPage(explainFinding(code, catalogue.entry(code)!), headings);

  beforeAll(async () => {
    catalogue = await loadFindings();
    if (process.env.UPDATE_DOCS !== '1') return;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const code of catalogue.codes) writeFileSync(new URL(`${code}.md`, folder), page(code));
  });

  it('has one page for each finding, and no other (UPDATE_DOCS=1 writes them)', () => {
    expect(readdirSync(folder).sort()).toEqual(catalogue.codes.map((code) => `${code}.md`).sort());
  });

  it('says what `llave explain` says', () => {
    const stale = catalogue.codes.filter((code) => readFileSync(new URL(`${code}.md`, folder), 'utf8') !== page(code));
    expect(stale).toEqual([]);
  });
});
