import en from '../../i18n/en/commands/serve.ts';
import es from '../../i18n/es/commands/serve.ts';
import { texts } from '../../i18n/index.ts';

/** Texts of `llave serve`. */
export const serveTexts = texts(en, es);
