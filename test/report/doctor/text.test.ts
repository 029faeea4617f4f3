import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { textManners } from '../../../src/cli/doctor/present.ts';
import { blame } from '../../../src/doctor/blame.ts';
import { judgeOne } from '../../../src/doctor/judge.ts';
import { CHECKS } from '../../../src/doctor/registry.ts';
import { loadFindings } from '../../../src/i18n/findings.ts';
import { setLanguage } from '../../../src/i18n/language.ts';
import { doctorResult } from '../../../src/report/doctor/result.ts';
import { doctorText } from '../../../src/report/doctor/text.ts';
import type { Case } from '../../doctor/case.ts';

const files = readdirSync(new URL('../../doctor/cases', import.meta.url));
const modules = await Promise.all(files.map((file) => import(`../../doctor/cases/${file.slice(0, -3)}.ts`)));
const cases: Case[] = modules.flatMap(({ default: all }) => all).filter(({ finding }: Case) => finding !== null);

const manners = { ...textManners(), width: 80, paint: (_name: string, text: string) => text };

afterEach(() => setLanguage('en'));

/** The verdict as it is printed where this finding is the cause, whatever else the evidence holds. */
async function verdict({ code, evidence }: Case) {
  const check = CHECKS.find(({ id }) => id === code)!;
  const outcome = judgeOne(check, evidence);
  // The finding as the cause: an observation alone (information) is no cause of anything, and is shown beside one.
  const found = { ...outcome, finding: { ...outcome.finding!, severity: 'error' as const } };
  const diagnosis = { ...blame([found], evidence, []), store: evidence, totalMs: 1, connections: 1 };
  const result = doctorResult(diagnosis, await loadFindings(), { healthy: () => '', inconclusive: () => '' });
  const text = doctorText(result, { facts: [], next: [] }, manners);
  return { lines: text.split('\n'), finding: result.findings[0]! };
}

describe('the verdict of every finding', () => {
  it('has a case to show', () => {
    expect(new Set(cases.map(({ code }) => code))).toEqual(new Set(CHECKS.map(({ id }) => id)));
  });

  describe.each(['en', 'es'] as const)('in %s', (language) => {
    it.each(cases.map((one) => [`${one.code}: ${one.when}`, one] as const))('%s', async (_name, one) => {
      setLanguage(language);
      const { lines, finding } = await verdict(one);
      expect(lines.length).toBeLessThanOrEqual(12);
      // A command is copied as it stands; a word without a blank cannot be broken; everything else fits.
      const wide = lines.filter((line) => line.length > 80 && !/^ +\$ /.test(line) && /\S \S/.test(line.slice(0, 81)));
      expect(wide).toEqual([]);
      expect(lines.slice(0, 5).join(' ')).toContain(`[${one.code}`);
      // Why we are sure, the first thing to do with all its commands, and where there is more.
      const [reason] = finding.ruledOut;
      if (reason) expect(lines.join('\n')).toContain(reason.code);
      const [step] = finding.fix;
      for (const command of step?.commands ?? []) expect(lines).toContain(`      $ ${command}`);
      expect(lines.at(-1)).toContain(`llave explain ${one.code}`);
    });
  });
});

describe('text of peers', () => {
  const long = `CN=${'a'.repeat(500)} ${'b c '.repeat(500)}`;
  const case_ = cases.find(({ code }) => code === 'cert-self-signed')!;

  it.each(['CN=x', long])('never takes more than its share of the lines', async (subject) => {
    const check = CHECKS.find(({ id }) => id === case_.code)!;
    const outcome = judgeOne(check, case_.evidence);
    const finding = { ...outcome.finding!, params: { ...outcome.finding!.params, subject } };
    const blamed = blame([{ ...outcome, finding }], case_.evidence, []);
    const diagnosis = { ...blamed, store: case_.evidence, totalMs: 1, connections: 1 };
    const result = doctorResult(diagnosis, await loadFindings(), { healthy: () => '', inconclusive: () => '' });
    const lines = doctorText(result, { facts: [long, long], next: [] }, manners).split('\n');
    expect(lines.length).toBeLessThanOrEqual(12);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.join('\n')).toContain('[cert-self-signed, certain]');
    expect(lines.at(-1)).toContain('llave explain cert-self-signed');
  });
});
