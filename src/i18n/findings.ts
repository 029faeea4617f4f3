import type { FindingText } from './finding-text.ts';
import { fill, type ParamValue } from './index.ts';
import { currentLanguage } from './language.ts';

type Values = Readonly<Record<string, ParamValue>>;

/** The texts of all findings in one language. */
export interface FindingCatalogue {
  readonly codes: readonly string[];
  /** The whole entry of a code, unfilled; undefined for a code that does not exist. */
  entry(code: string): FindingText | undefined;
  message(code: string, params: Values): string;
  fix(code: string, step: string, params: Values): string;
  because(key: string, params: Values): string;
}

/** Loads the catalogue of findings in the language of this run; only what shows findings pays for it. */
export async function loadFindings(): Promise<FindingCatalogue> {
  const english = await import('./en/findings/index.ts');
  const own = currentLanguage() === 'es' ? await import('./es/findings/index.ts') : english;
  const source: Readonly<Record<string, FindingText>> = english.findings;
  const translated: Readonly<Record<string, Omit<FindingText, 'reproduce'>>> = own.findings;
  const because: Readonly<Record<string, string>> = own.because;
  const entry = (code: string): FindingText | undefined => {
    const text = Object.hasOwn(source, code) ? translated[code] : undefined;
    // What is typed to reproduce a finding is the same in every language.
    return text && { ...text, reproduce: source[code]?.reproduce ?? [] };
  };
  return {
    codes: Object.keys(source).sort(),
    entry,
    message: (code, params) => fill(entry(code)?.message ?? code, params),
    fix: (code, step, params) => fill(entry(code)?.fixes[step] ?? step, params),
    because: (key, params) => fill(because[key] ?? key, params),
  };
}
