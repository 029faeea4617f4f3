import { type Check, LAYERS } from '../../doctor/check.ts';
import type { Selection } from '../../doctor/diagnose.ts';
import { CHECKS } from '../../doctor/registry.ts';
import { invalidValue } from '../flags.ts';

/** The flags that pick checks; each takes finding codes and layers. */
export interface SelectFlags {
  readonly only?: readonly string[] | undefined;
  readonly skip?: readonly string[] | undefined;
  readonly suppress?: readonly string[] | undefined;
}

/**
 * Which checks `--only` and `--skip` leave out, and whose findings `--suppress` accepts.
 *
 * @throws AppError ERR_USAGE_INVALID_VALUE for a word that is neither a finding nor a layer.
 */
export function selectChecks({ only = [], skip = [], suppress = [] }: SelectFlags): Required<Selection> {
  for (const [flag, words] of Object.entries({ only, skip, suppress })) {
    for (const word of words) if (!known(word)) throw invalidValue(flag, word, LAYERS.join(', '));
  }
  const matches = (check: Check, words: readonly string[]) => words.includes(check.id) || words.includes(check.layer);
  return {
    skipped: (check) => (only.length > 0 && !matches(check, only)) || matches(check, skip),
    suppressed: (check) => matches(check, suppress),
  };
}

function known(word: string): boolean {
  return LAYERS.some((layer) => layer === word) || CHECKS.some(({ id }) => id === word);
}
