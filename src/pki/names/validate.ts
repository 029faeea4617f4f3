import { AppError } from '../../errors/app-error.ts';
import { attributeType } from '../oids/attributes.ts';
import { attributeRule } from './attribute-rules.ts';
import { isCountry, suggestCountry } from './country.ts';
import type { Subject, SubjectAttribute } from './subject.ts';

/**
 * Checks a name against RFC 5280 appendix A: string types, lengths, ISO 3166 countries (which come back in capitals).
 * @throws AppError ERR_SUBJECT_EMPTY_VALUE, ERR_SUBJECT_CONTROL_CHARACTER, ERR_SUBJECT_TOO_LONG, ERR_SUBJECT_COUNTRY,
 *   ERR_SUBJECT_CHARACTERS, ERR_SUBJECT_EMAIL, ERR_SUBJECT_STRUCTURED_VALUE
 */
export function checkSubject(subject: Subject): Subject {
  return subject.map((rdn) => rdn.map(checkAttribute));
}

function checkAttribute(attribute: SubjectAttribute): SubjectAttribute {
  const { oid, value } = attribute;
  if (typeof value !== 'string') return attribute;
  const name = attributeType(oid)?.short ?? oid;
  const rule = attributeRule(oid);
  if (rule === undefined) throw new AppError('ERR_SUBJECT_STRUCTURED_VALUE', { attribute: name });
  if (value.trim() === '') throw new AppError('ERR_SUBJECT_EMPTY_VALUE', { attribute: name });
  const control = /[\u0000-\u001f\u007f-\u009f]/.exec(value);
  if (control !== null) {
    throw new AppError('ERR_SUBJECT_CONTROL_CHARACTER', { attribute: name, position: control.index + 1 });
  }
  if (/\p{Surrogate}/u.test(value))
    throw new AppError('ERR_SUBJECT_CHARACTERS', { attribute: name, value, allowed: 'Unicode' });
  if (rule.syntax === 'country') return { oid, value: checkCountry(name, value) };
  const length = [...value].length;
  if (length > rule.max) throw new AppError('ERR_SUBJECT_TOO_LONG', { attribute: name, length, max: rule.max });
  if (rule.syntax === 'printable' && !isPrintable(value)) {
    throw new AppError('ERR_SUBJECT_CHARACTERS', {
      attribute: name,
      value,
      allowed: "A-Z a-z 0-9 ' ( ) + , - . / : = ?",
    });
  }
  if (rule.syntax === 'ia5' && !/^[\x20-\x7e]*$/.test(value)) {
    throw new AppError('ERR_SUBJECT_CHARACTERS', { attribute: name, value, allowed: 'ASCII' });
  }
  if (name === 'emailAddress' && !/^[^\s@]+@[^\s@]+$/.test(value)) throw new AppError('ERR_SUBJECT_EMAIL', { value });
  return attribute;
}

function checkCountry(attribute: string, value: string): string {
  const code = value.trim().toUpperCase();
  if (isCountry(code)) return code;
  const suggestion = suggestCountry(value);
  throw new AppError('ERR_SUBJECT_COUNTRY', { attribute, value, ...(suggestion === undefined ? {} : { suggestion }) });
}

/** Whether a text fits PrintableString (X.680 41.4). */
export function isPrintable(text: string): boolean {
  return /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(text);
}
