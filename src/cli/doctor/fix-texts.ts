import en from '../../i18n/en/commands/doctor-fix.ts';
import es from '../../i18n/es/commands/doctor-fix.ts';
import { texts } from '../../i18n/index.ts';

/** Texts of `llave doctor --fix`. */
export const fixTexts = texts(en, es);
