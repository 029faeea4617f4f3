import en from '../../i18n/en/commands/verify.ts';
import es from '../../i18n/es/commands/verify.ts';
import { texts } from '../../i18n/index.ts';

/** Texts of `llave verify`. */
export const verifyTexts = texts(en, es);
