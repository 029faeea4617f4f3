import { afterEach, describe, expect, it } from 'vitest';
import { judgeOne } from '../../src/doctor/judge.ts';
import { CHECKS } from '../../src/doctor/registry.ts';
import { loadFindings } from '../../src/i18n/findings.ts';
import { setLanguage } from '../../src/i18n/language.ts';
import { allCases } from './all-cases.ts';

const cases = await allCases();

/** What is left of a placeholder that no parameter filled. */
const UNFILLED = /\{\w+[|}]/;

afterEach(() => setLanguage('en'));

describe.each(CHECKS.map((check) => [check.id, check] as const))('%s', (id, check) => {
  const own = cases.filter(({ code }) => code === id);

  it('has a case that it finds and one that it leaves alone', () => {
    expect(own.some(({ finding }) => finding !== null)).toBe(true);
    expect(own.some(({ finding }) => finding === null)).toBe(true);
  });

  for (const { when, evidence, finding: wanted } of own) {
    it(when, async () => {
      const outcome = judgeOne(check, evidence);
      expect(outcome.status).not.toBe('error');
      if (wanted === null) {
        expect(outcome.finding).toBeUndefined();
        return;
      }
      const { finding } = outcome;
      expect(finding).toMatchObject({
        code: id,
        confidence: wanted.confidence,
        severity: wanted.severity ?? check.severity,
        params: wanted.params ?? {},
      });
      const ruledOut = finding?.ruledOut.map(({ code }) => code);
      expect(ruledOut).toEqual(expect.arrayContaining([...(wanted.ruledOut ?? [])]));
      const possible = finding?.notRuledOut.map(({ code }) => code);
      if (wanted.notRuledOut) expect(possible).toEqual(wanted.notRuledOut);
      for (const key of finding?.evidence ?? []) expect(Object.keys(evidence.toJSON())).toContain(key);
    });

    if (wanted === null) continue;
    it(`${when}: is said in full in both languages`, async () => {
      const finding = judgeOne(check, evidence).finding!;
      for (const language of ['en', 'es'] as const) {
        setLanguage(language);
        const catalogue = await loadFindings();
        const entry = catalogue.entry(id);
        const unknownSteps = finding.fix.filter(({ text }) => entry?.fixes[text] === undefined);
        expect(unknownSteps).toEqual([]);
        const sentences = [
          catalogue.message(id, finding.params),
          ...finding.fix.map(({ text }) => catalogue.fix(id, text, finding.params)),
          ...[...finding.ruledOut, ...finding.notRuledOut].map(({ because, params }) =>
            catalogue.because(because, params ?? {}),
          ),
        ];
        expect(sentences.filter((sentence) => UNFILLED.test(sentence))).toEqual([]);
        // A key that is in no catalogue comes back as it is: one word with hyphens.
        expect(sentences.filter((sentence) => !sentence.includes(' '))).toEqual([]);
        expect(finding.fix.length).toBeGreaterThan(0);
      }
    });
  }
});
