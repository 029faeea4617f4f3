import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../support/paths.ts';
import { type Compared, comparePage } from './compare/page.ts';
import type { Measured } from './markdown.ts';
import { labPage } from './page.ts';
import type { Row } from './summary.ts';

/** Everything that results.json holds: each half is of one run, the two may be of two. */
export interface LabResults {
  /** Every scenario, doctor alone. */
  readonly scenarios: Measured<Row>;
  /** The scenarios in which the other tools were asked as well. */
  readonly compared: Measured<Compared>;
}

const file = new URL('results.json', import.meta.url);

/** The pages that are made from the results, by their name under docs/. */
export const PAGES: Readonly<Record<string, (results: LabResults) => string>> = {
  'lab.md': labPage,
  'compare-doctor.md': ({ compared }) => comparePage(compared),
};

/** The results that are kept. */
export function readResults(): LabResults {
  return JSON.parse(readFileSync(file, 'utf8')) as LabResults;
}

/** Keeps what was measured in place of the same half of before, and writes the pages anew. */
export function keep(measured: Partial<LabResults>): void {
  const results = { ...readResults(), ...measured };
  writeFileSync(file, written(results));
  for (const [name, page] of Object.entries(PAGES)) writeFileSync(join(repository, 'docs', name), page(results));
}

/** The results as JSON with a line for each row, so that two runs can be compared line by line. */
function written(results: LabResults): string {
  const half = <T>({ rows, ...about }: Measured<T>) =>
    `${JSON.stringify(about).slice(0, -1)},"rows":[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]}`;
  return `{"scenarios":${half(results.scenarios)},\n"compared":${half(results.compared)}}\n`;
}
