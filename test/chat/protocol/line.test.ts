import { expect, test } from 'vitest';
import type { ServerEvent } from '../../../src/chat/protocol/events.ts';
import { parseLine } from '../../../src/chat/protocol/line-parse.ts';
import { LINE_MAX_BYTES, printLines } from '../../../src/chat/protocol/line-print.ts';

test.each([
  ['hello there', { type: 'say', text: 'hello there' }],
  ['  indented  ', { type: 'say', text: '  indented' }],
  ['//path', { type: 'say', text: '/path' }],
  ['/who', { type: 'who' }],
  ['/WHO  ', { type: 'who' }],
  ['/name ben', { type: 'rename', name: 'ben' }],
  ['/join dev', { type: 'join', room: 'dev' }],
  ['/rooms', { type: 'rooms' }],
  ['/receipts on', { type: 'receipts', on: true }],
  ['/receipts off', { type: 'receipts', on: false }],
  ['/ping', { type: 'ping' }],
  ['/pong', { type: 'pong' }],
  ['/status', { type: 'status' }],
  ['/help', { type: 'help' }],
  ['/quit', { type: 'quit' }],
  ['', undefined],
  [' \t ', undefined],
  ['\u0007\u202e', undefined],
  ['/name', { type: 'error', code: 'bad-command', text: 'usage: /name NEW' }],
  ['/join', { type: 'error', code: 'bad-command', text: 'usage: /join ROOM' }],
  ['/receipts maybe', { type: 'error', code: 'bad-command', text: 'usage: /receipts on|off' }],
])('a member sends %j', (line, command) => {
  expect(parseLine(line, true)).toEqual(command);
});

test('an unknown command is refused without what could steer a terminal', () => {
  expect(parseLine('/w\u001b[2Jat', true)).toMatchObject({ type: 'error', code: 'unknown-command' });
  expect(JSON.stringify(parseLine('/w\u001b[2Jat', true))).not.toContain('\\u001b');
});

test.each([
  ['ana', { type: 'name', name: 'ana' }],
  [' ana\r', { type: 'name', name: 'ana' }],
  ['/quit', { type: 'quit' }],
  ['/ping', { type: 'ping' }],
])('the first line is the name, or a command: %j', (line, command) => {
  expect(parseLine(line, false)).toEqual(command);
});

test.each<[ServerEvent, string[]]>([
  [{ type: 'hello', server: 'llave/1.2.3' }, ['* llave/1.2.3 send your name']],
  [{ type: 'welcome', name: 'ana', room: 'lobby', others: 1 }, ['* you are ana in lobby with 1 other']],
  [{ type: 'message', id: 4, room: 'lobby', from: 'ana', text: 'hola' }, ['<ana> hola']],
  [{ type: 'receipt', id: 4, recipients: 0 }, ['+ 4 0']],
  [{ type: 'error', code: 'name-taken', text: 'ana is taken' }, ['! name-taken ana is taken']],
  [{ type: 'joined', name: 'ben', room: 'lobby' }, ['* ben joined lobby']],
  [{ type: 'left', name: 'ben', room: 'lobby', reason: 'disconnected' }, ['* ben left lobby (connection lost)']],
  [{ type: 'renamed', from: 'ana', to: 'eva', self: false }, ['* ana is now eva']],
  [{ type: 'renamed', from: 'ana', to: 'eva', self: true }, ['* you are now eva']],
  [{ type: 'who', room: 'lobby', names: ['ana', 'ben'] }, ['* 2 in lobby: ana ben']],
  [{ type: 'rooms', rooms: [{ name: 'lobby', members: 2 }] }, ['* 1 room: lobby(2)']],
  [{ type: 'status', status: { name: 'ana' } }, ['{"name":"ana"}']],
  [{ type: 'pong' }, ['* pong']],
  [{ type: 'bye' }, ['* bye']],
])('%j is printed as %j', (event, lines) => {
  expect(printLines(event)).toEqual(lines);
});

test('a list of names that fills more than one line keeps every line within the cap and loses nobody', () => {
  const names = Array.from({ length: 500 }, (_, i) => `member-${i}-${'ñ'.repeat(10)}`);
  const lines = printLines({ type: 'who', room: 'lobby', names });
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(LINE_MAX_BYTES);
  expect(lines.flatMap((line) => line.replace('* 500 in lobby: ', '').split(' '))).toEqual(names);
});
