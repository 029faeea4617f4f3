import fc from 'fast-check';
import type { Subject } from '../../src/pki/names/subject.ts';

const ATTRIBUTES = ['2.5.4.3', '2.5.4.10', '2.5.4.11', '2.5.4.7', '2.5.4.8', '2.5.4.41', '1.2.3.4.5'];

/** Values that any directory string may have: no control characters, not blank, at most 60 characters. */
const values = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 60, unit: 'binary' }),
    fc.string({ minLength: 1, maxLength: 20, unit: fc.constantFrom(...' ,+"\\<>;=#/aé中😀') }),
  )
  .filter(
    (value) => value.trim() !== '' && !/[\u0000-\u001f\u007f-\u009f]/.test(value) && !/\p{Surrogate}/u.test(value),
  );

const attribute = fc.record({ oid: fc.constantFrom(...ATTRIBUTES), value: values });

/** Names of one to five relative names, some of them multi-valued with distinct types. */
export const subjects: fc.Arbitrary<Subject> = fc.array(
  fc.uniqueArray(attribute, { minLength: 1, maxLength: 3, selector: ({ oid }) => oid }),
  { minLength: 1, maxLength: 5 },
);
