import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DerCursor, integerHex, oidValue, smallInteger, timeValue } from '../../../src/pki/der/index.ts';
import { booleanValue } from '../../../src/pki/der/values.ts';
import { hex, int, oid, time, tlv } from '../build/der.ts';

function at(bytes: Buffer): DerCursor {
  const c = new DerCursor(bytes);
  c.next();
  return c;
}

describe('values', () => {
  test('object identifiers survive writing and reading', () => {
    const arc = fc.bigInt({ min: 0n, max: 2n ** 80n });
    fc.assert(
      fc.property(fc.constantFrom('0.9', '1.3', '2.5', '2.999'), fc.array(arc, { maxLength: 12 }), (root, arcs) => {
        const dotted = [root, ...arcs].join('.');
        expect(oidValue(at(oid(dotted)))).toBe(dotted);
      }),
    );
  });

  test.each(['0600', '0602 5580', '0603 558001', '0602 2a 80'])('object identifier %s is malformed', (bytes) => {
    expect(() => oidValue(at(hex(bytes)))).toThrow('oid-malformed');
  });

  test('integers: only the shortest form, small ones as numbers', () => {
    expect(smallInteger(at(int(70000)))).toBe(70000);
    expect(() => smallInteger(at(hex('0202 0005')))).toThrow('integer-not-der');
    expect(() => smallInteger(at(hex('0201 ff')))).toThrow('value-out-of-range');
    expect(() => smallInteger(at(hex('0200')))).toThrow('value-malformed');
  });

  test.each([
    ['00ff', 'FF'],
    ['0a', '0A'],
    ['00', '00'],
    ['ff', '-01'],
    ['8000', '-8000'],
  ])('integer content %s is %s', (content, expected) => {
    expect(integerHex(hex(content))).toBe(expected);
  });

  test('DER has one form of TRUE', () => {
    expect(booleanValue(at(hex('0101ff')))).toBe(true);
    expect(() => booleanValue(at(hex('010101')))).toThrow('boolean-not-der');
  });

  test('times survive writing and reading, in both types', () => {
    const range = { min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(range), (any) => {
        const date = new Date(Math.floor(any.getTime() / 1000) * 1000);
        expect(timeValue(at(time(date))).date).toEqual(date);
      }),
    );
  });

  test.each([
    [0x17, '260230000000Z', 'time-malformed'],
    [0x17, '261301000000Z', 'time-malformed'],
    [0x17, '2601010000Z', 'time-not-der'],
    [0x17, '260101000000+0100', 'time-not-der'],
    [0x18, '20260101000000.5Z', 'time-not-der'],
    [0x18, '20260101000000', 'time-not-der'],
    [0x17, '20260101000000Z', 'time-malformed'],
    [0x18, '2026010100000xZ', 'time-malformed'],
  ])('time %s %s is %s', (tag, text, expected) => {
    expect(() => timeValue(at(tlv(tag, Buffer.from(text))))).toThrow(expected);
  });
});
