import en from '../../i18n/en/commands/renew.ts';
import es from '../../i18n/es/commands/renew.ts';
import { texts } from '../../i18n/index.ts';

/** The texts of `llave renew`. */
export const renewTexts = texts(en, es);
