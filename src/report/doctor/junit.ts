import { escapeMarkup } from '../markup.ts';
import { type Report, type ReportEntry, type ReportLabels, targetName } from './report.ts';
import type { DoctorResult, FindingResult } from './result.ts';

type CheckResult = DoctorResult['checks'][number];
type Ending = 'passed' | 'failure' | 'error' | 'skipped';

interface TestCase {
  readonly ending: Ending;
  readonly xml: string;
}

/**
 * JUnit XML for build servers: a suite for each target, a case for each check with its layer as class, and one case for the
 * verdict, which alone can say "could not tell". What counts as a failure follows `--fail-on`.
 */
export const junitReport: Report = (entries, labels) => {
  const suites = entries.map((entry) => suite(entry, labels));
  const { tests, failures, errors } = total(suites.flatMap(({ cases }) => cases));
  const time = seconds(entries.reduce((sum, { result }) => sum + (result.timing.totalMs ?? 0), 0));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'llave doctor', tests, failures, errors, time })}>`,
    ...suites.map(({ xml }) => xml),
    '</testsuites>',
    '',
  ].join('\n');
};

function suite(
  entry: ReportEntry,
  labels: ReportLabels,
): { readonly xml: string; readonly cases: readonly TestCase[] } {
  const { result } = entry;
  const cases = [verdictCase(result, labels), ...result.checks.map((check) => checkCase(check, result, labels))];
  const { verdict, timing, evidence } = result;
  const name = targetName(entry, labels);
  const properties = { verdict: verdict.status, cause: verdict.cause ?? '', confidence: verdict.confidence };
  const { startedAt } = evidence.request ?? {};
  const head = attributes({
    name,
    ...total(cases),
    time: seconds(timing.totalMs ?? 0),
    // The type in the schema has no zone: it is UTC by convention.
    ...(startedAt === undefined ? {} : { timestamp: startedAt.slice(0, 19) }),
  });
  const lines = [
    `  <testsuite${head}>`,
    '    <properties>',
    ...Object.entries(properties).map(([key, value]) => `      <property${attributes({ name: key, value })}/>`),
    '    </properties>',
    ...cases.map(({ xml }) => xml),
    '  </testsuite>',
  ];
  return { xml: lines.join('\n'), cases };
}

function verdictCase({ verdict, timing }: DoctorResult, { text }: ReportLabels): TestCase {
  const { status, summary } = verdict;
  const told = `${text(`status.${status as 'healthy'}`)}: ${summary}`;
  const body =
    status === 'inconclusive'
      ? [element('error', { type: status, message: told }, verdict.unexplained.join('\n'))]
      : [element('system-out', {}, told)];
  return testCase('verdict', 'llave.doctor', timing.totalMs ?? 0, status === 'inconclusive' ? 'error' : 'passed', body);
}

function checkCase(check: CheckResult, { findings }: DoctorResult, labels: ReportLabels): TestCase {
  const { text, failOn } = labels;
  const { id, status } = check;
  const make = (ending: Ending, body: readonly string[]) =>
    testCase(id, `llave.doctor.${check.layer}`, check.ms, ending, body);
  const finding = status === 'finding' ? findings.find(({ code }) => code === id) : undefined;
  if (finding) {
    const failed =
      !finding.suppressed && (finding.severity === 'error' || (finding.severity === 'warning' && failOn === 'warning'));
    const fix = element('system-out', {}, [findingLine(finding, labels), '', ...fixLines(finding, labels)].join('\n'));
    if (!failed) return make('passed', [fix]);
    const because = finding.ruledOut.map(
      (out) => `${text('findings.ruledOutCode', { code: out.code })}: ${out.because}`,
    );
    return make('failure', [
      element('failure', { type: id, message: finding.message }, [findingLine(finding, labels), ...because].join('\n')),
      fix,
    ]);
  }
  if (status === 'error') return make('error', [element('error', { type: 'bug', message: text('checks.error') }, '')]);
  if (status === 'pass' || status === 'finding') return make('passed', []);
  const { blockedBy } = check;
  const why =
    blockedBy === undefined ? text(`checks.${status as 'skipped'}`) : text('checks.blockedBy', { by: blockedBy });
  return make('skipped', [element('skipped', { message: why }, '')]);
}

function findingLine({ severity, confidence, message, code }: FindingResult, { text }: ReportLabels): string {
  return `${text(`severity.${severity}`)}, ${text(`confidence.${confidence}`)}: ${message} [${code}]`;
}

/** The steps of a fix in plain lines, each with its commands. */
function fixLines({ fix }: FindingResult, { text }: ReportLabels): string[] {
  return fix.flatMap(({ where, text: step, needsRoot, commands }) => [
    `${text(`where.${where}`)}: ${step}${needsRoot ? ` (${text('root')})` : ''}`,
    ...commands.map((line) => `    $ ${line}`),
  ]);
}

function testCase(name: string, classname: string, ms: number, ending: Ending, body: readonly string[]): TestCase {
  const head = `    <testcase${attributes({ name, classname, time: seconds(ms) })}`;
  const xml = body.length === 0 ? `${head}/>` : `${head}>\n${body.join('\n')}\n    </testcase>`;
  return { ending, xml };
}

function element(name: string, values: Readonly<Record<string, string>>, content: string): string {
  const head = `      <${name}${attributes(values)}`;
  return content === '' ? `${head}/>` : `${head}>${escapeMarkup(content)}</${name}>`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  // A line feed in an attribute would be read as a blank (XML 1.0, section 3.3.3).
  const quoted = (value: string | number) => escapeMarkup(String(value)).replaceAll('\n', '&#10;');
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${quoted(value)}"`)
    .join('');
}

function total(cases: readonly TestCase[]) {
  const count = (ending: Ending) => cases.filter((one) => one.ending === ending).length;
  return { tests: cases.length, failures: count('failure'), errors: count('error'), skipped: count('skipped') };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
