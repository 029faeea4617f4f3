import en from '../../i18n/en/commands/accepts.ts';
import es from '../../i18n/es/commands/accepts.ts';
import { texts } from '../../i18n/index.ts';

/** Texts of `llave accepts`. */
export const acceptsTexts = texts(en, es);
