import fc from 'fast-check';
import { expect, it } from 'vitest';
import { derFramingEnd } from '../../../src/pki/der/framing.ts';
import { berToDer } from '../../../src/pki/der/index.ts';
import { hex, int, join, octets, seq, tlv } from '../build/der.ts';

it.each([
  ['an element', '3003020101', 5],
  ['an element with something behind it', '30030201010500', 5],
  ['an empty element', '3000', 2],
  ['a primitive one', '0500', 2],
  ['nothing', '', undefined],
  ['an indefinite length', '30800201010000', undefined],
  ['a length in a longer form', '308103020101', undefined],
  ['a string in pieces', '2404040201ff', undefined],
  ['an element longer than its parent', '3003020501', undefined],
  ['an element that is cut off', '3005020101', undefined],
] as const)('%s', (_, bytes, end) => {
  expect(derFramingEnd(hex(bytes))).toBe(end);
});

it('says the same as a conversion from BER that changes nothing', () => {
  const near = fc
    .uint8Array({ minLength: 1, maxLength: 40 })
    .map((bytes) => seq(octets(bytes), int(5), tlv(0xa0, seq())));
  fc.assert(
    fc.property(near, fc.array(fc.tuple(fc.nat(63), fc.nat(255)), { maxLength: 3 }), (der, changes) => {
      const bytes = Buffer.from(der);
      for (const [at, octet] of changes) bytes[at % bytes.length] = octet;
      const end = derFramingEnd(bytes);
      if (end === undefined) return;
      const converted = berToDer(bytes);
      expect([converted.end, converted.changes]).toEqual([end, []]);
    }),
    { numRuns: 2000 },
  );
});

it('is not bound by the number of elements', () => {
  const der = seq(join(Array.from({ length: 300_000 }, () => Buffer.from('0500', 'hex'))));
  expect(derFramingEnd(der)).toBe(der.length);
});
