import en from '../../i18n/en/commands/diff.ts';
import es from '../../i18n/es/commands/diff.ts';
import { texts } from '../../i18n/index.ts';

/** Texts of `llave diff`. */
export const diffTexts = texts(en, es);
