import { describe, expect, it } from 'vitest';
import { judged } from '../../src/doctor/diagnose.ts';
import { EvidenceStore } from '../../src/doctor/evidence.ts';
import type { DoctorRecord } from '../../src/doctor/record.ts';
import { scrub } from '../../src/doctor/scrub.ts';
import { allCases } from './all-cases.ts';

const SECRET = Buffer.alloc(32, 7);
const cases = await allCases();

const record = (store: EvidenceStore): DoctorRecord => ({
  schema: 'llave/doctor-record/v1',
  totalMs: 1,
  connections: 1,
  evidence: store.toJSON(),
});

/** What of a diagnosis must not change: names and addresses in it may. */
function gist(store: EvidenceStore) {
  const { verdict, findings, outcomes } = judged(store);
  return {
    verdict,
    findings: findings.map(({ code, severity, confidence, ruledOut, notRuledOut }) => ({
      code,
      severity,
      confidence,
      ruledOut: ruledOut.map((one) => one.code),
      notRuledOut: notRuledOut.map((one) => one.code),
    })),
    outcomes: outcomes.map(({ check, status, blockedBy }) => [check.id, status, blockedBy]),
  };
}

describe('a scrubbed record leads to the same verdict', () => {
  it.each(cases.map(({ code, when, evidence }) => [`${code}: ${when}`, evidence] as const))('%s', (_, evidence) => {
    const scrubbed = EvidenceStore.from(scrub(record(evidence), SECRET).evidence);
    expect(gist(scrubbed)).toEqual(gist(evidence));
  });
});

it('nothing that names somebody is left in any of them', () => {
  const left = cases.flatMap(({ code, when, evidence }) => {
    const before = JSON.stringify(evidence);
    const after = JSON.stringify(scrub(record(evidence), SECRET).evidence);
    const telling =
      before.match(/\bexample\.(?:org|net|com)\b|\b10\.0\.0\.\d+\b|\b2001:db8:[0-9a-f:]+|Example CA/g) ?? [];
    return [...new Set(telling)].filter((one) => after.includes(one)).map((one) => `${code}: ${when}: ${one}`);
  });
  expect(left).toEqual([]);
});
