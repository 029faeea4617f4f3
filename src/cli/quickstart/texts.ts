import en from '../../i18n/en/commands/quickstart.ts';
import es from '../../i18n/es/commands/quickstart.ts';
import { texts } from '../../i18n/index.ts';

/** Texts of `llave quickstart`. */
export const quickstartTexts = texts(en, es);
