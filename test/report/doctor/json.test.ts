import { describe, expect, it } from 'vitest';
import { jsonReport } from '../../../src/report/doctor/json.ts';
import { failed, machine, ok, pathFailure, request, store, target } from '../../doctor/evidence.ts';
import { reportEntry, reportLabels } from '../../support/doctor-results.ts';
import { expectSchema } from '../../support/schema.ts';

const refused = store({
  request: ok('request', request),
  target: ok('target', target),
  'local.machine': ok('local.machine', machine),
  'tcp.path': failed('tcp.path', pathFailure('ECONNREFUSED')),
});

describe('JSON', () => {
  it('of one target is what --json prints', async () => {
    const document = JSON.parse(jsonReport([await reportEntry(refused)], await reportLabels()));
    expectSchema(document);
    expect(document).toMatchObject({
      schema: 'llave/doctor/v1',
      ok: false,
      result: { verdict: { cause: 'tcp-refused' } },
    });
  });

  it.each([0, 1, 2])('of a list of %d targets has them in their order', async (count) => {
    const entries = await Promise.all(
      [...Array(count).keys()].map((index) => reportEntry(refused, { target: `host${index}.example` })),
    );
    const document = JSON.parse(jsonReport(entries, await reportLabels({ many: true })));
    expectSchema(document);
    expect(document.ok).toBe(count === 0);
    expect(document.result.targets.map(({ target: name }: { target: string }) => name)).toEqual(
      entries.map(({ target: name }) => name),
    );
  });
});
