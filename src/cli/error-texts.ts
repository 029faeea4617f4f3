import type { ErrorCode } from '../errors/codes.ts';
import en from '../i18n/en/errors.ts';
import type { ErrorText } from '../i18n/error-text.ts';
import es from '../i18n/es/errors.ts';
import { currentLanguage } from '../i18n/language.ts';

/** The sentence and hints of an error code, as templates, in the language of this run. */
export function errorTexts(code: ErrorCode): ErrorText {
  return (currentLanguage() === 'es' ? es : en)[code];
}
