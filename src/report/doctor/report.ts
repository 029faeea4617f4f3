import type { Check } from '../../doctor/check.ts';
import type en from '../../i18n/en/report.ts';
import type { FindingCatalogue } from '../../i18n/findings.ts';
import type { Lookup } from '../../i18n/index.ts';
import type { CertPathReason } from './html/chain.ts';
import type { DoctorResult } from './result.ts';

/** One target of a report, and what doctor says of it. */
export interface ReportEntry {
  /** The target as it is called in the report; empty for this machine or directory. */
  readonly target: string;
  readonly result: DoctorResult;
  /** The exit code that the verdict alone leads to. */
  readonly exitCode: number;
  /** The line of the list that names the target, where there is one. */
  readonly source?: { readonly file: string; readonly line: number };
}

/** What a report is made with besides results: everything that is in a language, and who made it. */
export interface ReportLabels {
  readonly language: 'en' | 'es';
  readonly text: Lookup<typeof en>;
  readonly catalogue: FindingCatalogue;
  /** What is wrong with a chain, in a sentence. */
  reason(reason: CertPathReason): string;
  /** The version of llave. */
  readonly version: string;
  /** The checks that there are: what a tool declares as its rules. */
  readonly checks: readonly Pick<Check, 'id' | 'layer' | 'severity'>[];
  /** The least severity that counts as a failure. */
  readonly failOn: 'error' | 'warning';
  /** Whether the report is of a list of targets, however many there are. */
  readonly many: boolean;
  /** Where the pages of the findings can be read on the web, ended by a slash; absent where nobody publishes them. */
  readonly docsUrl?: string;
}

/** Makes the whole text of a report. Pure: the same results and labels give the same text. */
export type Report = (entries: readonly ReportEntry[], labels: ReportLabels) => string;

/** What a target is called: as it was asked for, or the place that was examined. */
export function targetName({ target, result }: ReportEntry, { text }: Pick<ReportLabels, 'text'>): string {
  if (target !== '') return target;
  const request = result.evidence.request;
  const mode = request?.state === 'ok' ? (request.value as { readonly mode?: string }).mode : undefined;
  return text(mode === 'server' ? 'server' : 'here');
}
