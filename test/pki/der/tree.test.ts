import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { berToDer, readDerTree } from '../../../src/pki/der/index.ts';
import { hex, int, octets, seq, tlv } from '../build/der.ts';

const faults = (bytes: Buffer) => readDerTree(bytes).problems.map(({ fault, offset }) => `${fault}@${offset}`);

/** `levels` SEQUENCEs inside each other, written from the inside out in linear time. */
function bomb(levels: number): Buffer {
  return Buffer.concat([Buffer.alloc(2 * levels, hex('3080')), Buffer.alloc(2 * levels)]);
}

describe('readDerTree', () => {
  test('shows headers and children', () => {
    const { roots, problems } = readDerTree(seq(int(1), tlv(0xa0, octets(hex('ff')))));
    expect(problems).toEqual([]);
    expect(roots[0]!.children.map(({ tag, depth, offset, length }) => [tag, depth, offset, length])).toEqual([
      [0x02, 1, 2, 1],
      [0xa0, 1, 5, 3],
    ]);
  });

  test('keeps what stands before the damage', () => {
    const { roots, problems } = readDerTree(hex('30 20 02 01 05 04 10 00'));
    expect(problems).toEqual([{ fault: 'truncated', offset: 0 }]);
    expect(roots).toEqual([]);
    const inner = readDerTree(hex('30 06 02 01 05 04 10 00 0500'));
    expect(inner.roots[0]!.children).toHaveLength(1);
    expect(inner.problems).toEqual([{ fault: 'length-beyond-parent', offset: 5 }]);
  });

  test('names every deviation from DER with its offset', () => {
    expect(faults(hex('3080 0201 05 0000'))).toEqual(['indefinite-length-not-der@0']);
    expect(faults(hex('30 05 04 81 02 0102'))).toEqual(['length-not-der@2']);
    expect(faults(hex('0000'))).toEqual(['unmatched-end-of-contents@0']);
  });

  test('depth and node bombs end at the limit', () => {
    expect(faults(bomb(2_000_000)).at(-1)).toBe('too-deep@128');
    expect(faults(Buffer.alloc(4_000_000, hex('0500'))).at(-1)).toBe('too-many-nodes@200000');
    expect(readDerTree(Buffer.alloc(8), { maxBytes: 4 }).problems[0]!.fault).toBe('too-large');
  });

  test('never throws, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => readDerTree(bytes) !== undefined));
  });
});

describe('berToDer', () => {
  test.each([
    ['indefinite lengths', '3080 0201 05 0000', '3003 0201 05'],
    ['nested ones', '3080 3080 0201 05 0000 0000', '3005 3003 0201 05'],
    ['long lengths', '30 81 03 02 01 05', '3003 0201 05'],
    ['constructed octet string', '24 80 04 02 0102 04 01 03 0000', '04 03 010203'],
    ['nested constructed octet string', '24 80 24 04 04 02 0102 04 01 03 0000', '04 03 010203'],
    ['constructed bit string', '23 08 03 02 00 0a 03 02 00 0b', '03 03 00 0a0b'],
    ['context tags', 'a0 80 04 01 07 0000', 'a0 03 04 01 07'],
  ])('%s', (_, ber, der) => {
    const result = berToDer(hex(ber));
    expect(result.der).toEqual(hex(der));
    expect(result.changes).not.toEqual([]);
    expect(result.end).toBe(hex(ber).length);
  });

  test('DER stays as it is, and what trails is left out', () => {
    const der = seq(int(1), octets(Buffer.alloc(300, 7)));
    const result = berToDer(Buffer.concat([der, hex('ffff')]));
    expect(result).toEqual({ der, changes: [], end: der.length });
  });

  test.each(['30 80 02 01 05', '30 03 00 00', '24 03 04 05 01', ''])('%s is not even BER', (bytes) => {
    expect(() => berToDer(hex(bytes))).toThrow(/at byte/);
  });

  test('a depth bomb ends at the limit', () => {
    expect(() => berToDer(bomb(2_000_000))).toThrow('too-deep');
  });
});
