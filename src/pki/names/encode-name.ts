import { ia5String, oid, printableString, sequence, setOf, utf8String } from '../der/encode.ts';
import { attributeRule } from './attribute-rules.ts';
import type { Subject, SubjectAttribute } from './subject.ts';
import { isPrintable } from './validate.ts';

/**
 * A name as DER (RFC 5280 4.1.2.4): PrintableString where the text fits it, else UTF8String; IA5String for e-mail addresses
 * and domain components.
 */
export function encodeName(subject: Subject): Buffer {
  return sequence(...subject.map((rdn) => setOf(...rdn.map(encodeAttribute))));
}

function encodeAttribute({ oid: type, value }: SubjectAttribute): Buffer {
  if (typeof value !== 'string') return sequence(oid(type), value);
  if (attributeRule(type)?.syntax === 'ia5') return sequence(oid(type), ia5String(value));
  return sequence(oid(type), isPrintable(value) ? printableString(value) : utf8String(value));
}
