import en from '../../i18n/en/commands/ca.ts';
import es from '../../i18n/es/commands/ca.ts';
import { texts } from '../../i18n/index.ts';

/** Texts of the commands of the local CA. */
export const caTexts = texts(en, es);
