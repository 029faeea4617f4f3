import en from '../../i18n/en/commands/chat.ts';
import es from '../../i18n/es/commands/chat.ts';
import { texts } from '../../i18n/index.ts';

/** Texts of `llave chat`. */
export const chatTexts = texts(en, es);
