import en from '../i18n/en/cli.ts';
import es from '../i18n/es/cli.ts';
import { texts } from '../i18n/index.ts';

/** Texts of the command line itself: labels, headings, global flags, one line for each command. */
export const cliText = texts(en, es);
