import { expect, test } from 'vitest';
import { LineSplitter } from '../../../src/chat/protocol/line-splitter.ts';

const bytes = (text: string): Buffer => Buffer.from(text);
const ok = (text: string) => ({ ok: true, text });
const bad = (code: string) => ({ ok: false, code });

test('cuts at LF and CRLF, wherever the chunks end', () => {
  const splitter = new LineSplitter(16);
  expect(splitter.push(bytes('one\r'))).toEqual([]);
  expect(splitter.push(bytes('\ntwo\n\nthr'))).toEqual([ok('one'), ok('two'), ok('')]);
  expect(splitter.end()).toEqual([ok('thr')]);
  expect(splitter.end()).toEqual([]);
});

test('a line of exactly the cap passes with LF and with CRLF; one byte more does not', () => {
  const splitter = new LineSplitter(4);
  expect(splitter.push(bytes('abcd\nabcd\r\nabcde\n'))).toEqual([ok('abcd'), ok('abcd'), bad('line-too-long')]);
  expect(splitter.push(bytes('abcd\r'))).toEqual([]);
  expect(splitter.push(bytes('\nabcde\r'))).toEqual([ok('abcd'), bad('line-too-long')]);
});

test('an endless line is reported once, costs no memory, and the next line is read again', () => {
  const splitter = new LineSplitter(8);
  const reports = Array.from({ length: 1000 }, () => splitter.push(Buffer.alloc(100, 0x61))).flat();
  expect(reports).toEqual([bad('line-too-long')]);
  expect(splitter.pendingBytes).toBe(0);
  expect(splitter.push(bytes('tail\nok\n'))).toEqual([ok('ok')]);
});

test('a character cut by a chunk is put together; what is no UTF-8 is refused, and only that line', () => {
  const splitter = new LineSplitter(16);
  const ñ = bytes('ñ\n');
  expect([...ñ].flatMap((byte) => splitter.push(Buffer.from([byte])))).toEqual([ok('ñ')]);
  expect(splitter.push(Buffer.concat([Buffer.from([0xc3, 0x28, 0x0a]), bytes('fine\n')]))).toEqual([
    bad('bad-utf8'),
    ok('fine'),
  ]);
  // Overlong, surrogate and beyond U+10FFFF.
  for (const sequence of [
    [0xc0, 0xaf],
    [0xed, 0xa0, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
  ]) {
    expect(splitter.push(Buffer.from([...sequence, 0x0a]))).toEqual([bad('bad-utf8')]);
  }
});
