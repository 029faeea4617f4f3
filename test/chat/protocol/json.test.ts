import { expect, test } from 'vitest';
import { ECHO_MAX_BYTES, parseJsonLine, printJsonLine } from '../../../src/chat/protocol/json.ts';

test.each([
  ['{"type":"say","text":"hola"}', { type: 'say', text: 'hola' }],
  ['{"type":"say","text":"a\\u202eb\\u0007 "}', { type: 'say', text: 'ab' }],
  ['{"type":"name","name":"ana"}', { type: 'name', name: 'ana' }],
  ['{"type":"join","room":"dev","more":1}', { type: 'join', room: 'dev' }],
  ['{"type":"receipts","on":false}', { type: 'receipts', on: false }],
  ['{"type":"echo","data":"x"}', { type: 'echo', data: 'x' }],
  ['{"type":"echo","reply":65536}', { type: 'echo', data: '', reply: 65_536 }],
  ['', undefined],
  ['{"type":"say","text":"\\u202e "}', undefined],
])('%s is understood', (line, command) => {
  expect(parseJsonLine(line)).toEqual(command);
});

test.each([
  ['hello', 'bad-command'],
  ['[]', 'bad-command'],
  ['null', 'bad-command'],
  ['{"type":"say"}', 'bad-command'],
  ['{"type":"say","text":1}', 'bad-command'],
  ['{"type":"echo","reply":65537}', 'bad-command'],
  ['{"type":"echo","reply":-1}', 'bad-command'],
  ['{"type":"receipts","on":"yes"}', 'bad-command'],
  ['{"type":"__proto__"}', 'unknown-command'],
  ['{"type":"toString"}', 'unknown-command'],
  ['{}', 'unknown-command'],
])('%s is refused as %s', (line, code) => {
  expect(parseJsonLine(line)).toMatchObject({ type: 'error', code });
});

test('what is too long is refused: a text over 4096 bytes, an echo over 64 KiB', () => {
  const say = (n: number) => parseJsonLine(JSON.stringify({ type: 'say', text: 'ñ'.repeat(n) }));
  expect(say(2048)).toMatchObject({ type: 'say' });
  expect(say(2049)).toMatchObject({ type: 'error', code: 'line-too-long' });
  const echo = (n: number) => parseJsonLine(JSON.stringify({ type: 'echo', data: 'x'.repeat(n) }));
  expect(echo(ECHO_MAX_BYTES)).toMatchObject({ type: 'echo' });
  expect(echo(ECHO_MAX_BYTES + 1)).toMatchObject({ type: 'error', code: 'bad-command' });
});

test('an event is one line, whatever it holds', () => {
  const text = 'a\nb\u2028c';
  const line = printJsonLine({ type: 'message', id: 1, room: 'lobby', from: 'ana', text });
  expect(line).not.toContain('\n');
  expect(JSON.parse(line).text).toBe(text);
});
