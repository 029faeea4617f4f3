import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeValue, parseName } from '../../../src/pki/parse/index.ts';
import { hex, int, name, oid, printable, seq, set, tlv, utf8 } from '../build/der.ts';

const bmp = (text: string) => tlv(0x1e, Buffer.from(text, 'utf16le').swap16());
const equal = (a: Buffer, b: Buffer) => parseName(a).equals(parseName(b));
const cn = (value: string | Buffer) => name(['CN', value]);

describe('printing (RFC 4514)', () => {
  test('most specific first, unknown types dotted, multi-valued levels with a plus', () => {
    const level = set(seq(oid('2.5.4.3'), utf8('a')), seq(oid('1.2.3.4'), utf8('b')));
    const der = seq(set(seq(oid('2.5.4.6'), printable('CO'))), level);
    expect(parseName(der).toString()).toBe('CN=a+1.2.3.4=b,C=CO');
  });

  test.each([
    ['a,b+c"d\\e<f>g;h', 'a\\,b\\+c\\"d\\\\e\\<f\\>g\\;h'],
    ['#x', '\\#x'],
    [' x ', '\\ x\\ '],
    ['\u001b[31m', '\\1B[31m'],
    ['a\u202eb', 'a\\E2\\80\\AEb'],
    ['Bogotá', 'Bogotá'],
    ['', ''],
  ])('%j is written %s', (value, expected) => {
    expect(parseName(cn(value)).toString()).toBe(`CN=${expected}`);
    expect(escapeValue(value)).toBe(expected);
  });

  test('no text ever holds a control character', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 0x2fff })), (codes) => {
        const value = String.fromCharCode(...codes);
        expect(parseName(cn(value)).toString()).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
      }),
    );
  });

  test('a value that is no string is written in hexadecimal', () => {
    expect(parseName(cn(int(5))).toString()).toBe('CN=#020105');
  });

  test('octets that do not fit their type are kept as text and marked', () => {
    const [rdn] = parseName(cn(tlv(0x13, hex('c3a9')))).rdns;
    expect(rdn![0]).toMatchObject({ value: 'é', malformed: true });
  });
});

describe('comparison (RFC 5280 7.1)', () => {
  test.each([
    ['case', 'Good CA', 'gOOD ca'],
    ['runs of spaces', 'Good   CA', ' Good CA '],
    ['compatibility forms', 'ﬁne', 'fine'],
    ['case beyond ASCII', 'BOGOTÁ', 'bogotá'],
    ['composed and decomposed', 'a\u0301', '\u00e1'],
  ])('%s makes no difference', (_, a, b) => {
    expect(equal(cn(a), cn(b))).toBe(true);
  });

  test('the string type makes no difference', () => {
    expect(equal(cn(printable('abc')), cn(utf8('abc')))).toBe(true);
    expect(equal(cn(bmp('abc')), cn(utf8('abc')))).toBe(true);
  });

  test('order of levels matters, order within a level does not', () => {
    const o = seq(oid('2.5.4.10'), utf8('x'));
    const c = seq(oid('2.5.4.3'), utf8('y'));
    expect(equal(seq(set(o), set(c)), seq(set(c), set(o)))).toBe(false);
    expect(equal(seq(set(o, c)), seq(set(c, o)))).toBe(true);
    expect(equal(seq(set(o), set(c)), seq(set(o, c)))).toBe(false);
  });

  test('values cannot be made to run into each other', () => {
    expect(equal(name(['CN', 'a'], ['O', 'b']), cn('a\u00012.5.4.10\u00031\u0003b'))).toBe(false);
    expect(equal(cn('ab'), cn('a b'))).toBe(false);
  });
});
