import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { setLanguage } from '../../../src/i18n/language.ts';
import { junitReport } from '../../../src/report/doctor/junit.ts';
import {
  blocked,
  certificate,
  failed,
  machine,
  ok,
  pathFailure,
  request,
  session,
  store,
  target,
} from '../../doctor/evidence.ts';
import { reportEntry, reportLabels } from '../../support/doctor-results.ts';
import { repository } from '../../support/paths.ts';
import { peer } from '../../support/peers.ts';
import { runPeer } from '../../support/run-peer.ts';
import { tempDir } from '../../support/temp-dir.ts';

const xmllint = peer('xmllint');
const schema = join(repository, 'test', 'fixtures', 'report', 'junit-10.xsd');

afterEach(() => setLanguage('en'));

const base = { request: ok('request', request), target: ok('target', target) };
const refused = store({
  ...base,
  'local.machine': ok('local.machine', machine),
  'tcp.path': failed('tcp.path', pathFailure('ECONNREFUSED')),
  'tls.handshake': blocked('tcp.path'),
});
const trust = ok('cert.trust', { source: 'flag', files: ['ca.crt'], anchors: [] });
const certEvidence = (subject: string) =>
  store({
    ...base,
    'cert.trust': trust,
    'tls.handshake': ok(
      'tls.handshake',
      session({ chain: [certificate({ subject, issuer: subject, selfSigned: true })] }),
    ),
    'cert.path': failed('cert.path', { code: 'self-signed-untrusted', reasons: [] }),
  });
const unexplained = store({ ...base, 'tls.handshake': failed('tls.handshake', { code: 'RST' } as never) });

function lint(xml: string) {
  const file = join(tempDir(), 'report.junit.xml');
  writeFileSync(file, xml);
  return runPeer(xmllint!, ['--noout', '--nonet', '--schema', schema, file]);
}

/** What an XPath selects, as xmllint reads the report. */
function select(xml: string, path: string): string {
  return runPeer(xmllint!, ['--xpath', path, '-'], xml).stdout.trim();
}

describe.skipIf(!xmllint)('JUnit', () => {
  it.each(['en', 'es'] as const)('is what the schema of build servers wants (%s)', async (language) => {
    setLanguage(language);
    const entries = [
      await reportEntry(refused),
      await reportEntry(certEvidence('CN=a')),
      await reportEntry(unexplained),
    ];
    const xml = junitReport(entries, await reportLabels({ many: true }));
    expect(lint(xml)).toMatchObject({ status: 0 });
    expect(select(xml, 'count(//testsuite)')).toBe('3');
  });

  it('counts the causes as failures, with the fix beside them, and what they block as skipped', async () => {
    const xml = junitReport([await reportEntry(refused)], await reportLabels());
    expect(select(xml, 'string(//testcase[failure]/@name)')).toBe('tcp-refused');
    expect(select(xml, 'string(//testcase[failure]/@classname)')).toBe('llave.doctor.tcp');
    expect(select(xml, 'string(//testcase[failure]/system-out)')).toContain('$ llave serve --port 12345');
    for (const kind of ['failure', 'error', 'skipped'])
      expect(select(xml, `count(//testcase[${kind}])`)).toBe(
        select(xml, `string(//testsuite/@${kind === 'skipped' ? kind : `${kind}s`})`),
      );
    expect(select(xml, 'count(//testcase)')).toBe(select(xml, 'string(//testsuite/@tests)'));
    expect(Number(select(xml, 'count(//skipped[contains(@message, "because of tcp-refused")])'))).toBeGreaterThan(5);
  });

  it('takes warnings for failures where --fail-on says so', async () => {
    const entry = await reportEntry(refused);
    const [finding] = entry.result.findings;
    const warned = { ...entry, result: { ...entry.result, findings: [{ ...finding!, severity: 'warning' as const }] } };
    expect(select(junitReport([warned], await reportLabels()), 'count(//failure)')).toBe('0');
    expect(select(junitReport([warned], await reportLabels({ failOn: 'warning' })), 'count(//failure)')).toBe('1');
  });

  it('has an error for what could not be told', async () => {
    const xml = junitReport([await reportEntry(unexplained)], await reportLabels());
    expect(select(xml, 'string(//testcase[error]/@name)')).toBe('verdict');
    expect(select(xml, 'count(//failure)')).toBe('0');
  });

  it('is well-formed whatever peers call themselves', async () => {
    const hostile = 'CN=]]><x a="&\u0000\u0007\ufffe\ud800\u202e\u0085\'</failure><testcase/>';
    const xml = junitReport([await reportEntry(certEvidence(hostile), { target: hostile })], await reportLabels());
    expect(lint(xml)).toMatchObject({ status: 0 });
    expect(select(xml, 'count(//testsuite/testcase[not(@classname)])')).toBe('0');
    expect(select(xml, 'string(//testsuite/@name)')).toContain('\\x00\\x07');
  });
});
