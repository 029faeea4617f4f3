import { AppError } from '../../errors/app-error.ts';
import { attributeOid } from './attribute-rules.ts';
import type { SubjectAttribute } from './subject.ts';

/** An attribute from its keyword as typed. @throws AppError ERR_SUBJECT_UNKNOWN_ATTRIBUTE */
export function namedAttribute(keyword: string, value: string | Buffer): SubjectAttribute {
  const oid = attributeOid(keyword);
  if (oid === undefined)
    throw new AppError('ERR_SUBJECT_UNKNOWN_ATTRIBUTE', { attribute: keyword.trim().slice(0, 80) });
  return { oid, value };
}

/** The error for text that follows none of the grammars; `at` counts characters from 0. */
export function subjectSyntax(text: string, at: number): AppError {
  return new AppError('ERR_SUBJECT_SYNTAX', { subject: text.slice(0, 200), position: at + 1 });
}
