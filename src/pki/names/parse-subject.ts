import { AppError } from '../../errors/app-error.ts';
import { parseJsonSubject } from './grammar-json.ts';
import { parseRfc4514 } from './grammar-rfc4514.ts';
import { parseSlash } from './grammar-slash.ts';
import type { Subject } from './subject.ts';
import { checkSubject } from './validate.ts';

/**
 * Reads a subject in any of three grammars: OpenSSL's `/C=CO/O=UTP/CN=x`, RFC 4514 `CN=x,O=UTP,C=CO`, or JSON
 * `{"C":"CO","O":"UTP","CN":"x"}`. The first character tells which. The result is checked against RFC 5280 appendix A.
 *
 * `/` alone is the empty name.
 * @throws AppError ERR_SUBJECT_EMPTY, ERR_SUBJECT_MSYS, ERR_SUBJECT_SYNTAX, ERR_SUBJECT_UNKNOWN_ATTRIBUTE, and those of
 *   `checkSubject`
 */
export function parseSubject(text: string): Subject {
  const trimmed = text.trim();
  if (trimmed === '') throw new AppError('ERR_SUBJECT_EMPTY');
  // Git Bash turns "/CN=x" into a Windows path, and its users learn to write "//CN=x", which OpenSSL then skips silently.
  if (trimmed.startsWith('//') || /^[A-Za-z]:[/\\]/.test(trimmed))
    throw new AppError('ERR_SUBJECT_MSYS', { subject: text });
  if (trimmed.startsWith('/')) return checkSubject(parseSlash(text.trimStart()));
  if (/^[{[]/.test(trimmed)) return checkSubject(parseJsonSubject(trimmed));
  return checkSubject(parseRfc4514(text));
}
