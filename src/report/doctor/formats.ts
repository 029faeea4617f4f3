import { htmlReport } from './html/page.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import type { Report } from './report.ts';
import { sarifReport } from './sarif/log.ts';

/** The formats, by the end of a file's name; the longest end that fits decides. */
const FORMATS: readonly (readonly [string, Report])[] = [
  ['.junit.xml', junitReport],
  ['.sarif', sarifReport],
  ['.html', htmlReport],
  ['.json', jsonReport],
];

/** The ends of names that stand for a format. */
export const REPORT_NAMES: readonly string[] = ['.html', '.sarif', '.junit.xml', '.json'];

/** The format that a file's name asks for; undefined for a name that asks for none. */
export function reportFor(path: string): Report | undefined {
  const name = path.toLowerCase();
  return FORMATS.find(([end]) => name.endsWith(end))?.[1];
}
