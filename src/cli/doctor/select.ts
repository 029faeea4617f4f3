import { type Check, LAYERS } from '../../doctor/check.ts';
import { CHECKS } from '../../doctor/registry.ts';
import { invalidValue } from '../flags.ts';

/**
 * Which checks `--only` and `--skip` leave out; both take finding codes and layers.
 *
 * @throws AppError ERR_USAGE_INVALID_VALUE for a word that is neither.
 */
export function checkFilter(only: readonly string[], skip: readonly string[]): (check: Check) => boolean {
  for (const [flag, words] of [
    ['only', only],
    ['skip', skip],
  ] as const) {
    for (const word of words) if (!known(word)) throw invalidValue(flag, word, LAYERS.join(', '));
  }
  const matches = (check: Check, words: readonly string[]) => words.includes(check.id) || words.includes(check.layer);
  return (check) => (only.length > 0 && !matches(check, only)) || matches(check, skip);
}

function known(word: string): boolean {
  return LAYERS.some((layer) => layer === word) || CHECKS.some(({ id }) => id === word);
}
