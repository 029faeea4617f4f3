import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { replay } from '../../src/doctor/record.ts';
import { testCertificate } from '../support/certificates.ts';
import { llave, llaveJson } from '../support/llave.ts';
import { expectSchema } from '../support/schema.ts';
import { startServe } from '../support/serve.ts';
import { tempDir } from '../support/temp-dir.ts';

interface Judged {
  readonly verdict: object;
  readonly findings: readonly object[];
  readonly checks: readonly object[];
}

const records: string[] = [];

/** Records a diagnosis, and judges the record somewhere else. */
async function twice(args: readonly string[], cwd: string): Promise<[Judged, Judged]> {
  const file = `seen-${records.length}.json`;
  const live = await llaveJson(['doctor', ...args, '--record', file], { cwd });
  const text = readFileSync(join(cwd, file), 'utf8');
  records.push(text);
  const elsewhere = tempDir();
  writeFileSync(join(elsewhere, 'seen.json'), text);
  const again = await llaveJson(['doctor', '--replay', 'seen.json'], { cwd: elsewhere });
  expect(again.code).toBe(live.code);
  expectSchema(again.json);
  return [live.json.result as never, again.json.result as never];
}

function same([live, again]: [Judged, Judged]): void {
  expect(again.verdict).toEqual(live.verdict);
  expect(again.findings).toEqual(live.findings);
}

describe('--record and --replay', () => {
  beforeAll(async () => {
    const credential = await testCertificate();
    const server = await startServe(credential);
    same(await twice([`localhost:${server.port}`, '--ca', 'server.crt'], server.cwd));
    same(await twice([`localhost:${server.port}`], server.cwd));
    await server.stop();
    same(await twice([`localhost:${server.port}`], server.cwd));
    same(await twice([], server.cwd));
  });

  test('hold no private key', () => {
    expect(records).toHaveLength(4);
    for (const record of records) expect(record).not.toMatch(/PRIVATE KEY|CLIENT_(HANDSHAKE_)?TRAFFIC_SECRET/);
  });

  test('a damaged record is refused, or judged as far as it goes, and never brings a crash', () => {
    for (const text of records) {
      const { evidence } = JSON.parse(text) as { evidence: Record<string, { state: string }> };
      for (const key of Object.keys(evidence)) {
        for (const value of [null, {}, [], 'x', -1]) {
          const damaged = JSON.parse(text);
          damaged.evidence[key] = { ...damaged.evidence[key], value, failure: value };
          try {
            replay(JSON.stringify(damaged), 'damaged');
          } catch (error) {
            expect(error).toMatchObject({ code: 'ERR_DOCTOR_RECORD' });
          }
        }
      }
    }
  });

  test.each(['', 'no JSON', '{}', 'null', '[]', '{"schema":"llave/doctor-record/v1","evidence":{}}'])(
    'refuses what is no record: %j',
    (text) => {
      expect(() => replay(text, 'some.json')).toThrow(expect.objectContaining({ code: 'ERR_DOCTOR_RECORD' }));
    },
  );

  test('do not go with a target, nor with what was settled when the record was made', async () => {
    const cwd = tempDir();
    writeFileSync(join(cwd, 'seen.json'), records[0]!);
    expect((await llave(['doctor', 'localhost:1', '--replay', 'seen.json'], { cwd })).code).toBe(2);
    expect((await llave(['doctor', '--replay', 'seen.json', '--ca', 'x.pem'], { cwd })).code).toBe(2);
    const { code, stderr } = await llave(['doctor', 'localhost:1', '--record', 'seen.json'], { cwd });
    expect(code).toBe(4);
    expect(stderr).toContain('ERR_OUTPUT_EXISTS');
  });
});
