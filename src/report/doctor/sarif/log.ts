import { createHash } from 'node:crypto';
import { toJson } from '../../../i18n/json.ts';
import { type Report, type ReportEntry, type ReportLabels, targetName } from '../report.ts';
import type { DoctorResult, FindingResult } from '../result.ts';
import { locationOf } from './location.ts';
import { LEVELS, rules } from './rules.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** A SARIF 2.1.0 log with one run: a result for each finding of each target, one invocation for each target. */
export const sarifReport: Report = (entries, labels) => {
  const declared = rules(labels);
  const indices = new Map(declared.map(({ id }, index) => [id, index]));
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'llave doctor',
            version: labels.version,
            semanticVersion: labels.version,
            ...(labels.docsUrl === undefined ? {} : { informationUri: labels.docsUrl }),
            language: labels.language,
            rules: declared,
          },
        },
        automationDetails: { id: 'llave-doctor/' },
        columnKind: 'utf16CodeUnits',
        invocations: entries.map((entry) => invocation(entry, labels)),
        results: entries.flatMap((entry) =>
          entry.result.findings.map((finding) => result(finding, entry, labels, indices)),
        ),
      },
    ],
  };
  return `${toJson(log, 2)}\n`;
};

/** One diagnosis as an invocation (section 3.20); what could not be told, and bugs of ours, are its notifications. */
function invocation(entry: ReportEntry, labels: ReportLabels) {
  const { exitCode, result } = entry;
  const { verdict, checks } = result;
  const name = targetName(entry, labels);
  const { text } = labels;
  const bugs = checks.filter(({ status }) => status === 'error').map(({ id }) => `${id}: ${text('checks.error')}`);
  const unclear = verdict.status === 'inconclusive' ? [verdict.summary] : [];
  const notifications = [...unclear, ...bugs].map((words) => ({
    level: 'error',
    message: { text: words },
    locations: [{ logicalLocations: [{ fullyQualifiedName: name, kind: 'resource' }] }],
  }));
  const description = exitCode === 1 ? '1' : exitCode === 5 ? '5' : '0';
  return {
    executionSuccessful: true,
    exitCode,
    exitCodeDescription: text(`sarif.exit.${description}`),
    ...times(result),
    ...(notifications.length === 0 ? {} : { toolExecutionNotifications: notifications }),
    properties: { target: name, verdict: verdict.status, cause: verdict.cause, confidence: verdict.confidence },
  };
}

function times({ evidence, timing }: DoctorResult) {
  const { startedAt } = evidence.request ?? {};
  if (startedAt === undefined) return {};
  const end = new Date(Date.parse(startedAt) + (timing.totalMs ?? 0));
  return Number.isNaN(end.getTime()) ? {} : { startTimeUtc: startedAt, endTimeUtc: end.toISOString() };
}

function result(
  finding: FindingResult,
  entry: ReportEntry,
  labels: ReportLabels,
  indices: ReadonlyMap<string, number>,
) {
  const { code, severity, message, confidence, layer, ruledOut, fix, params } = finding;
  const name = targetName(entry, labels);
  const location = locationOf(finding, entry, name);
  const ruleIndex = indices.get(code);
  return {
    ruleId: code,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVELS[severity],
    // Accepted on the command line, not in the source (section 3.35).
    ...(finding.suppressed ? { suppressions: [{ kind: 'external' }] } : {}),
    kind: 'fail',
    message: { text: [`${name}: ${message}`, ...fix.flatMap((step) => [step.text, ...step.commands])].join('\n') },
    locations: [location],
    partialFingerprints: { 'llaveFinding/v1': fingerprint(code, name, location.physicalLocation.artifactLocation.uri) },
    properties: { cause: entry.result.verdict.cause === code, confidence, layer, params, ruledOut, fix },
  };
}

/** The same for the same finding at the same place in every run: numbers that change by the day are no part of it. */
function fingerprint(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32);
}
