import { namedAttribute, subjectSyntax } from './grammar.ts';
import type { Subject, SubjectAttribute } from './subject.ts';

/**
 * JSON, in DER order: an object of attributes (`{"C":"CO","CN":["a","b"]}`, a list being several relative names), or a list
 * of objects, each of which is one relative name, multi-valued where it has several members.
 * @throws AppError ERR_SUBJECT_SYNTAX, ERR_SUBJECT_UNKNOWN_ATTRIBUTE
 */
export function parseJsonSubject(text: string): Subject {
  const value = parse(text);
  if (Array.isArray(value)) {
    return value.map((rdn) => {
      const attributes = attributesOf(rdn, text);
      if (attributes.length === 0) throw subjectSyntax(text, 0);
      return attributes;
    });
  }
  return attributesOf(value, text).map((attribute) => [attribute]);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw subjectSyntax(text, 0);
  }
}

function attributesOf(value: unknown, text: string): SubjectAttribute[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw subjectSyntax(text, 0);
  return Object.entries(value).flatMap(([keyword, values]) =>
    (Array.isArray(values) ? values : [values]).map((each) => {
      if (typeof each !== 'string') throw subjectSyntax(text, Math.max(0, text.indexOf(JSON.stringify(keyword))));
      return namedAttribute(keyword, each);
    }),
  );
}
