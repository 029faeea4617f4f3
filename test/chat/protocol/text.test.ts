import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldName, parseName } from '../../../src/chat/protocol/names.ts';
import { cleanText } from '../../../src/chat/protocol/text.ts';

test.each([
  ['plain', 'plain'],
  ['e\u0301', '\u00e9'],
  ['a\tb\u0085c\u2028d', 'a b c d'],
  ['\u001b[31mred\u001b[0m', '[31mred[0m'],
  ['\u0000\u0007\u007f\u009b2J', '2J'],
  ['user\u202egnp.exe', 'usergnp.exe'],
  ['\u2066isolate\u2069 \u202aembed\u202c', 'isolate embed'],
  ['\ufefftext', 'text'],
  ['\u{e0041}tag', 'tag'],
  ['family 👩\u200d👧', 'family 👩\u200d👧'],
])('cleanText(%j) is %j', (text, clean) => {
  expect(cleanText(text)).toBe(clean);
});

test('nothing that steers a terminal gets through, and cleaning twice is cleaning once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const clean = cleanText(text);
      expect(clean).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]/u);
      expect(cleanText(clean)).toBe(clean);
      expect(clean.normalize('NFC')).toBe(clean);
    }),
  );
});

test.each(['ana', 'José', 'Ñandú_2', 'a-b.c', 'नमस्ते', 'x'.repeat(32)])('%j is a name', (name) => {
  expect(parseName(name)).toBe(name.normalize('NFC'));
});

test.each(['', ' ', 'a b', 'x'.repeat(33), 'a/b', '<ana>', 'a\u202eb', '\u0301a', `a${'\u0301'.repeat(9)}`, '😀'])(
  '%j is no name',
  (name) => {
    expect(parseName(name)).toBeUndefined();
  },
);

test.each([
  ['ANA', 'ana'],
  ['José', 'JOSÉ'],
  ['straße', 'STRASSE'],
  ['ﬁn', 'fin'],
  ['Σίσυφος', 'ΣΊΣΥΦΟΣ'],
])('%j and %j are one name', (a, b) => {
  expect(foldName(a)).toBe(foldName(b));
});
