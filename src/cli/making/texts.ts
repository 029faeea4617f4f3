import csrEn from '../../i18n/en/commands/csr.ts';
import genkeyEn from '../../i18n/en/commands/genkey.ts';
import selfsignEn from '../../i18n/en/commands/selfsign.ts';
import makingEn from '../../i18n/en/making.ts';
import csrEs from '../../i18n/es/commands/csr.ts';
import genkeyEs from '../../i18n/es/commands/genkey.ts';
import selfsignEs from '../../i18n/es/commands/selfsign.ts';
import makingEs from '../../i18n/es/making.ts';
import { texts } from '../../i18n/index.ts';

/** Texts of `llave genkey`. */
export const genkeyTexts = texts(genkeyEn, genkeyEs);
/** Texts of `llave csr`. */
export const csrTexts = texts(csrEn, csrEs);
/** Texts of `llave selfsign`. */
export const selfsignTexts = texts(selfsignEn, selfsignEs);
/** Texts that the commands that make things share. */
export const makingTexts = texts(makingEn, makingEs);
