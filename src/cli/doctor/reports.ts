import { pathToFileURL } from 'node:url';
import { CHECKS } from '../../doctor/registry.ts';
import { checkOutputs, writeFiles } from '../../files/safe-write.ts';
import en from '../../i18n/en/report.ts';
import es from '../../i18n/es/report.ts';
import { loadFindings } from '../../i18n/findings.ts';
import { texts } from '../../i18n/index.ts';
import { currentLanguage } from '../../i18n/language.ts';
import { REPORT_NAMES, reportFor } from '../../report/doctor/formats.ts';
import type { ReportEntry, ReportLabels } from '../../report/doctor/report.ts';
import { invalidValue } from '../flags.ts';
import { packageJson } from '../package-json.ts';
import { describeReason } from '../verify/present.ts';

/** What the command line says of reports. */
export interface ReportOptions {
  /** The names of the files, each with the format in its end. */
  readonly files: readonly string[];
  /** Other files that the same run writes: none may be the same. */
  readonly besides: readonly string[];
  readonly force: boolean;
  readonly failOn: 'error' | 'warning';
  /** The folder of package.json. */
  readonly root: string;
}

/** Reports whose names and places are known to be good, to be written when there is something to report. */
export interface Reports {
  /**
   * Writes all reports as one transaction.
   * @param many whether the entries are a list of targets, however many there are
   * @throws AppError ERR_OUTPUT_*
   */
  write(entries: readonly ReportEntry[], many?: boolean): Promise<void>;
}

/**
 * Decides the formats and asks for the files before anything is looked at: a report that cannot be written is known at once.
 *
 * @throws AppError ERR_USAGE_INVALID_VALUE for a name that stands for no format, ERR_OUTPUT_* for a file that cannot be
 *   written
 */
export async function openReports({ files, besides, force, failOn, root }: ReportOptions): Promise<Reports> {
  const reports = files.map((path) => {
    const report = reportFor(path);
    if (report === undefined) throw invalidValue('report', path, REPORT_NAMES.join(', '));
    return { path, report };
  });
  await checkOutputs([...files, ...besides], { force });
  // Loaded while files can still be opened: that may be what is wrong with this machine.
  const labels = await reportLabels(root, failOn);
  return {
    async write(entries, many = false) {
      const made = reports.map(({ path, report }) => ({
        path,
        data: Buffer.from(report(entries, { ...labels, many })),
      }));
      await writeFiles(made, { force });
    },
  };
}

async function reportLabels(root: string, failOn: ReportOptions['failOn']): Promise<Omit<ReportLabels, 'many'>> {
  const { version, homepage } = packageJson(pathToFileURL(`${root}/`));
  return {
    language: currentLanguage() === 'es' ? 'es' : 'en',
    text: texts(en, es),
    catalogue: await loadFindings(),
    reason: (reason) => describeReason(reason).message,
    version,
    ...(homepage === undefined ? {} : { docsUrl: new URL('docs/findings/', homepage).href }),
    checks: CHECKS,
    failOn,
  };
}
