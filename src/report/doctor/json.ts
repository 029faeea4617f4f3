import { toJson } from '../../i18n/json.ts';
import type { Report } from './report.ts';

/**
 * A diagnosis as `--json` prints it (`schemas/doctor.json`); that of a list of targets as `schemas/doctor-report.json`, with
 * every target's result in the order of the list.
 */
export const jsonReport: Report = (entries, { many }) => {
  const ok = entries.every(({ exitCode }) => exitCode !== 1);
  const [first] = entries;
  const document =
    many || first === undefined
      ? {
          schema: 'llave/doctor-report/v1',
          ok,
          result: { targets: entries.map(({ target, result }) => ({ target, result })) },
          warnings: [],
        }
      : { schema: 'llave/doctor/v1', ok, result: first.result, warnings: [] };
  return `${toJson(document, 2)}\n`;
};
