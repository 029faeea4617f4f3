import { type Comparison, compare, type Side } from '../../doctor/compare.ts';
import { type DecideStep, decideSteps } from '../../doctor/decide.ts';
import type { Diagnosis } from '../../doctor/diagnose.ts';
import { replay } from '../../doctor/record.ts';
import { readInput } from '../../files/read.ts';
import en from '../../i18n/en/commands/doctor-compare.ts';
import es from '../../i18n/es/commands/doctor-compare.ts';
import { type Lookup, texts } from '../../i18n/index.ts';
import type { ComparisonManners, ComparisonResult, DecideResult } from '../../report/doctor/comparison.ts';
import type { TextManners } from '../../report/doctor/text.ts';

const compareTexts = texts(en, es);
const say = compareTexts as Lookup<Readonly<Record<string, string>>>;

/** An earlier diagnosis, and where it was kept. */
export interface Earlier extends Side {
  readonly file: string;
}

/** Reads what `--compare` names. */
export async function readEarlier(file: string): Promise<Earlier> {
  const diagnosis = replay((await readInput(file)).toString('utf8'), file);
  return { file, diagnosis, scrubbed: diagnosis.scrubbed };
}

/** What changed since an earlier diagnosis, in words. */
export function comparisonOf(before: Earlier, diagnosis: Diagnosis, scrubbed: boolean): ComparisonResult {
  return inWords(before, compare(before, { diagnosis, scrubbed }));
}

function inWords({ file, diagnosis }: Earlier, { changes, conclusions }: Comparison): ComparisonResult {
  const request = diagnosis.store.get('request');
  const none = (text: string) => (text === '' ? say('none') : text);
  return {
    file,
    at: request?.state === 'ok' ? request.value.at : '',
    changes: changes.map((change) => ({
      ...change,
      message: say(`change.${change.what}`, { key: '', ...change, before: none(change.before), now: none(change.now) }),
    })),
    conclusions: conclusions.map(({ code, params }) => ({ code, params, message: say(`says.${code}`, params) })),
  };
}

/** What would decide a verdict that is not certain, in words. */
export function decideInWords(diagnosis: Diagnosis, recorded?: string): readonly DecideResult[] {
  return decideSteps(diagnosis, recorded).map((step: DecideStep) => ({ ...step, text: say(`decide.${step.text}`) }));
}

/** Stands above the steps that would decide. */
export function decideHeading(): string {
  return compareTexts('decide.heading');
}

/** How a comparison is written on this terminal. */
export function comparisonManners(manners: TextManners): ComparisonManners {
  return {
    ...manners,
    heading: (file, at) => compareTexts('heading', { file, at: at.slice(0, 16).replace('T', ' ') }),
    changed: (what) => compareTexts('changed', { what }),
    nothing: () => compareTexts('nothing'),
  };
}
