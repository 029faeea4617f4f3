import en from '../../i18n/en/commands/convert.ts';
import es from '../../i18n/es/commands/convert.ts';
import { texts } from '../../i18n/index.ts';

/** Texts of `llave convert`. */
export const convertTexts = texts(en, es);
