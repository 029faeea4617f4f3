import type { FindingText } from '../../i18n/finding-text.ts';
import { withNames } from '../../i18n/placeholders.ts';

/** What `llave explain` and `docs/findings` say about one finding, with values shown as their names. */
export interface FindingExplanation {
  readonly code: string;
  readonly kind: 'finding';
  readonly message: string;
  readonly means: string;
  readonly consequences: string;
  readonly causes: readonly string[];
  readonly fixes: readonly string[];
  readonly reproduce: readonly string[];
}

/** The long text of a finding, from its entry in the catalogue of one language. */
export function explainFinding(code: string, text: FindingText): FindingExplanation {
  return {
    code,
    kind: 'finding',
    message: withNames(text.message),
    means: withNames(text.means),
    consequences: withNames(text.consequences),
    causes: text.causes.map(withNames),
    fixes: Object.values(text.fixes).map(withNames),
    reproduce: text.reproduce.map(withNames),
  };
}
