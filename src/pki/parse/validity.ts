import type { DerCursor } from '../der/cursor.ts';
import { DerError } from '../der/error.ts';
import { Tag } from '../der/tags.ts';
import { type Asn1Time, looseTime, timeValue } from '../der/time.ts';
import type { Problems } from './problems.ts';

/** Validity (RFC 5280 4.1.2.5): both ends inclusive. A time that cannot be read is an invalid Date. */
export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly encodings: { readonly notBefore: Asn1Time['encoding']; readonly notAfter: Asn1Time['encoding'] };
}

const UNREADABLE: Asn1Time = { date: new Date(Number.NaN), encoding: 'UTCTime' };

export const NO_VALIDITY: Validity = {
  notBefore: UNREADABLE.date,
  notAfter: UNREADABLE.date,
  encodings: { notBefore: 'UTCTime', notAfter: 'UTCTime' },
};

/** The Validity whose SEQUENCE the cursor has just read. */
export function readValidity(c: DerCursor, problems: Problems): Validity {
  const inner = c.enter();
  const notBefore = readTime(inner, 'notBefore', problems);
  const notAfter = readTime(inner, 'notAfter', problems);
  inner.finish();
  return {
    notBefore: notBefore.date,
    notAfter: notAfter.date,
    encodings: { notBefore: notBefore.encoding, notAfter: notAfter.encoding },
  };
}

/** The next element as a Time; one that is not in RFC 5280's form is noted and read as well as it can be. */
export function readTime(c: DerCursor, where: string, problems: Problems): Asn1Time {
  c.next();
  try {
    return timeValue(c);
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    problems.add(error.fault, error.offset, where);
    const date = error.fault === 'time-not-der' ? looseTime(c) : undefined;
    return { date: date ?? UNREADABLE.date, encoding: c.tag === Tag.generalizedTime ? 'GeneralizedTime' : 'UTCTime' };
  }
}
