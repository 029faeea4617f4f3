import { namedAttribute, subjectSyntax } from './grammar.ts';
import type { Subject, SubjectAttribute } from './subject.ts';

/**
 * OpenSSL's `-subj` grammar: `/type=value/type=value`, in DER order, `+` between the parts of a multi-valued relative name,
 * a backslash before a character that stands for itself.
 * @throws AppError ERR_SUBJECT_SYNTAX, ERR_SUBJECT_UNKNOWN_ATTRIBUTE
 */
export function parseSlash(text: string): Subject {
  const rdns: SubjectAttribute[][] = [];
  let at = 1;
  let joins = false;
  while (at < text.length) {
    const type = take(text, at, '=', '/+');
    if (text[type.end] !== '=') throw subjectSyntax(text, at);
    const value = take(text, type.end + 1, '/+', '');
    const attribute = namedAttribute(type.text, value.text);
    if (joins) rdns.at(-1)!.push(attribute);
    else rdns.push([attribute]);
    joins = text[value.end] === '+';
    at = value.end + 1;
    if (joins && at >= text.length) throw subjectSyntax(text, text.length);
  }
  return rdns;
}

/** Reads up to one of `stops` or `bad`, taking backslashes away. */
function take(text: string, from: number, stops: string, bad: string): { text: string; end: number } {
  let result = '';
  let at = from;
  for (; at < text.length; at += 1) {
    const character = text[at]!;
    if (character === '\\') {
      at += 1;
      if (at >= text.length) throw subjectSyntax(text, at - 1);
      result += text[at];
    } else if (stops.includes(character) || bad.includes(character)) break;
    else result += character;
  }
  return { text: result, end: at };
}
