import inspectEn from '../../i18n/en/commands/inspect.ts';
import en from '../../i18n/en/commands/match.ts';
import inspectEs from '../../i18n/es/commands/inspect.ts';
import es from '../../i18n/es/commands/match.ts';
import { texts } from '../../i18n/index.ts';

/** Texts of `llave match`. */
export const matchTexts = texts(en, es);
/** Names of kinds of things, shared with `llave inspect`. */
export const kindTexts = texts(inspectEn, inspectEs);
