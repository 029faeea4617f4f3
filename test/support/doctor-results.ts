import { exitCodeOf } from '../../src/doctor/blame.ts';
import { type Diagnosis, judged } from '../../src/doctor/diagnose.ts';
import type { EvidenceStore } from '../../src/doctor/evidence.ts';
import { CHECKS } from '../../src/doctor/registry.ts';
import en from '../../src/i18n/en/report.ts';
import es from '../../src/i18n/es/report.ts';
import { loadFindings } from '../../src/i18n/findings.ts';
import { texts } from '../../src/i18n/index.ts';
import { currentLanguage } from '../../src/i18n/language.ts';
import type { ReportEntry, ReportLabels } from '../../src/report/doctor/report.ts';
import { doctorResult } from '../../src/report/doctor/result.ts';

/** The diagnosis that literal evidence leads to. */
export function diagnosisOf(store: EvidenceStore): Diagnosis {
  return { ...judged(store), store, totalMs: 100, connections: 2 };
}

/** One target of a report, from literal evidence. */
export async function reportEntry(store: EvidenceStore, more: Partial<ReportEntry> = {}): Promise<ReportEntry> {
  const diagnosis = diagnosisOf(store);
  const result = doctorResult(diagnosis, await loadFindings(), {
    healthy: () => 'all is well',
    inconclusive: (keys) => `unexplained: ${keys.join(', ')}`,
  });
  return { target: result.target.input, result, exitCode: exitCodeOf(diagnosis.verdict), ...more };
}

/** What reports are made with, in the language of this run. */
export async function reportLabels(more: Partial<ReportLabels> = {}): Promise<ReportLabels> {
  return {
    language: currentLanguage() === 'es' ? 'es' : 'en',
    text: texts(en, es),
    catalogue: await loadFindings(),
    reason: ({ code }) => `reason ${code}`,
    version: '1.2.3',
    checks: CHECKS,
    failOn: 'error',
    many: false,
    ...more,
  };
}
