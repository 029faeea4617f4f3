import type en from '../../i18n/en/commands/inspect.ts';
import type { Lookup } from '../../i18n/index.ts';

/** Texts of `llave inspect`. */
export type InspectTexts = Lookup<typeof en>;
