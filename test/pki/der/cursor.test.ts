import { describe, expect, test } from 'vitest';
import { DerCursor, Tag } from '../../../src/pki/der/index.ts';
import { hex, int, seq } from '../build/der.ts';

const fault = (bytes: string) => {
  try {
    const c = new DerCursor(hex(bytes));
    while (!c.atEnd) c.next();
    return undefined;
  } catch (error) {
    return (error as { fault: string }).fault;
  }
};

describe('DerCursor', () => {
  test('walks siblings and children with offsets of the whole input', () => {
    const c = new DerCursor(seq(int(5), seq(int(6)), hex('0500')));
    const inner = c.expect(Tag.sequence).enter();
    expect(inner.expect(Tag.integer).value()).toEqual(hex('05'));
    const nested = inner.expect(Tag.sequence).enter();
    nested.next();
    expect([nested.start, nested.valueStart, nested.valueEnd]).toEqual([7, 9, 10]);
    expect(inner.optional(Tag.boolean)).toBe(false);
    expect(inner.optional(Tag.null)).toBe(true);
    inner.finish();
    c.finish();
  });

  test.each([
    ['30 80 00 00', 'indefinite-length-not-der'],
    ['04 81 05 0102030405', 'length-not-der'],
    ['04 82 0005 0102030405', 'length-not-der'],
    ['04 86 010000000000', 'length-too-large'],
    ['04 05 0102', 'truncated'],
    ['04', 'truncated'],
    ['04 82 01', 'truncated'],
    ['1f 80 01 00', 'tag-not-der'],
    ['1f ffffffffff 01 00', 'value-out-of-range'],
  ])('%s is %s', (bytes, expected) => {
    expect(fault(bytes)).toBe(expected);
  });

  test('an element may not reach beyond its parent', () => {
    const inner = new DerCursor(hex('30 03 04 05 01 0203040506')).expect(Tag.sequence).enter();
    expect(() => inner.next()).toThrow('length-beyond-parent at byte 2');
  });

  test('a constructed string where a primitive one belongs is named as such', () => {
    expect(() => new DerCursor(hex('24 04 04 02 0102')).expect(Tag.octetString)).toThrow('constructed-string-not-der');
  });
});
