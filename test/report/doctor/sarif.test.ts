import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { afterEach, describe, expect, it } from 'vitest';
import { CHECKS } from '../../../src/doctor/registry.ts';
import { setLanguage } from '../../../src/i18n/language.ts';
import { fileUri } from '../../../src/report/doctor/sarif/location.ts';
import { sarifReport } from '../../../src/report/doctor/sarif/log.ts';
import { blocked, failed, machine, ok, pathFailure, request, store, target } from '../../doctor/evidence.ts';
import { reportEntry, reportLabels } from '../../support/doctor-results.ts';
import { repository } from '../../support/paths.ts';

afterEach(() => setLanguage('en'));

/** OASIS publishes the schema as draft 4; what differs for it in draft 7 is the spelling of `$id`. */
function validator() {
  const file = join(repository, 'test', 'fixtures', 'report', 'sarif-schema-2.1.0.json');
  const { id, $schema, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
  expect($schema).toBe('http://json-schema.org/draft-04/schema#');
  const ajv = new Ajv({ strict: false, allErrors: true });
  (formats as unknown as (one: Ajv) => void)(ajv);
  return ajv.compile({ ...schema, $id: id });
}

const refused = (host: string) =>
  store({
    request: ok('request', { ...request, input: `${host}:12345` }),
    target: ok('target', { ...target, input: `${host}:12345`, host }),
    'local.machine': ok('local.machine', machine),
    'tcp.path': failed('tcp.path', pathFailure('ECONNREFUSED')),
    'tls.handshake': blocked('tcp.path'),
  });
const missing = store({
  request: ok('request', { ...request, mode: 'here' }),
  'files.key': failed('files.key', { code: 'ENOENT', path: 'keys/my server.key' } as never),
  'files.cert': failed('files.cert', { code: 'ENOENT', path: 'server.crt' } as never),
});
const unexplained = store({
  request: ok('request', request),
  target: ok('target', target),
  'tls.handshake': failed('tls.handshake', { code: 'RST' } as never),
});

async function log(...[entries, labels]: Parameters<typeof sarifReport>) {
  return JSON.parse(sarifReport(entries, labels));
}

describe('SARIF', () => {
  it.each(['en', 'es'] as const)('is what the schema of OASIS wants (%s)', async (language) => {
    setLanguage(language);
    const entries = await Promise.all(
      [refused('a.example'), refused('::1'), missing, unexplained].map((one) => reportEntry(one)),
    );
    const document = await log(entries, await reportLabels({ many: true, docsUrl: 'https://example.org/docs/' }));
    const validate = validator();
    validate(document);
    expect(validate.errors ?? []).toEqual([]);
    expect(document.runs[0].invocations.map(({ exitCode }: { exitCode: number }) => exitCode)).toEqual([1, 1, 1, 5]);
  });

  it('declares every finding as a rule, with its help and its page', async () => {
    const document = await log([], await reportLabels({ docsUrl: 'https://example.org/docs/' }));
    const { rules } = document.runs[0].tool.driver;
    expect(rules.map(({ id }: { id: string }) => id)).toEqual(CHECKS.map(({ id }) => id).sort());
    for (const rule of rules) {
      expect(rule.helpUri).toBe(`https://example.org/docs/${rule.id}.md`);
      for (const text of [rule.shortDescription.text, rule.fullDescription.text, rule.help.text, rule.help.markdown])
        expect(text.length).toBeGreaterThan(10);
    }
  });

  it('points a result to its rule, and its place to the target without a scheme', async () => {
    const entry = await reportEntry(refused('::1'), { target: '[::1]:12345' });
    const [run] = (await log([entry], await reportLabels())).runs;
    const [result] = run.results;
    expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
    expect(result).toMatchObject({ ruleId: 'tcp-refused', level: 'error' });
    const { uri } = result.locations[0].physicalLocation.artifactLocation;
    expect(uri).toBe('%3A%3A1/12345');
    expect(result.locations[0].logicalLocations[0].fullyQualifiedName).toBe('[::1]:12345');
  });

  it('points to the file that is wrong, and to the list that names a target', async () => {
    const [here] = (await log([await reportEntry(missing)], await reportLabels())).runs[0].results;
    expect(here.locations[0].physicalLocation.artifactLocation.uri).toBe('keys/my%20server.key');
    const source = { file: 'targets.txt', line: 7 };
    const [listed] = (await log([await reportEntry(refused('a.example'), { source })], await reportLabels())).runs[0]
      .results;
    expect(listed.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'targets.txt' },
      region: { startLine: 7 },
    });
  });

  it('has fingerprints that stay over runs and languages, and differ by target', async () => {
    const print = async (host: string) => {
      const entry = await reportEntry(refused(host));
      const slow = { ...entry.result, timing: { ...entry.result.timing, totalMs: Math.random() * 1000 } };
      const [result] = (await log([{ ...entry, result: slow }], await reportLabels())).runs[0].results;
      return result.partialFingerprints['llaveFinding/v1'];
    };
    const first = await print('a.example');
    setLanguage('es');
    expect(await print('a.example')).toBe(first);
    expect(await print('b.example')).not.toBe(first);
  });

  it('says in a notification what could not be told', async () => {
    const [run] = (await log([await reportEntry(unexplained)], await reportLabels())).runs;
    expect(run.results).toEqual([]);
    expect(run.invocations[0].toolExecutionNotifications[0].message.text).toContain('tls.handshake');
  });
});

describe('paths as URI references', () => {
  it.each([
    ['server.key', 'server.key'],
    ['my keys/a#b%.key', 'my%20keys/a%23b%25.key'],
    ['/etc/ssl/a.key', 'file:///etc/ssl/a.key'],
    ['C:\\keys\\a.key', 'file:///C:/keys/a.key'],
    ['a:b.key', 'a%3Ab.key'],
    ['half\ud800', 'half%EF%BF%BD'],
  ])('%s', (path, uri) => {
    expect(fileUri(path)).toBe(uri);
    expect(new URL(uri, 'file:///base/').protocol).toBe('file:');
  });
});
