import { expect, test } from 'vitest';
import {
  decodeFrame,
  encodeFrame,
  FRAME_MAX_BYTES,
  FRAME_VERSION,
  type Frame,
} from '../../../src/chat/backplane/frames.ts';

const s = '0123456789abcdef';
const say = { type: 'say', member: 1, from: 'ana', room: 'lobby', text: 'hola, ñandú' } as const;
const entry = { member: 1, name: 'ana', room: 'lobby', at: 5 };

const good: Frame[] = [
  { t: 'op', s, n: 1, op: say },
  { t: 'relay', s, n: 2, op: { type: 'claim', member: 1, name: 'ana' } },
  { t: 'again', s, n: 3, op: { type: 'enter', member: 1, name: 'ana', room: 'lobby', at: 1 } },
  { t: 'late', s, n: 4, op: { type: 'leave', member: 1, reason: 'too-slow' } },
  { t: 'op', s, n: 5, op: { type: 'rename', member: 1, name: 'Bea', at: 0 } },
  { t: 'op', s, n: 6, op: { type: 'move', member: 1, room: 'dev' } },
  { t: 'here', s, n: 0 },
  { t: 'bye', s },
  { t: 'want', s, have: -1, fresh: true },
  { t: 'state', s, n: 7, part: 0, parts: 1, late: 0, lost: 0, members: [entry] },
  { t: 'ack', s, of: [[1, 2]] },
];

test.each(good)('what is written is read ($t)', (frame) => {
  expect(decodeFrame(encodeFrame(frame))).toEqual(frame);
});

const raw = (value: unknown): Uint8Array => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const op = (operation: object): Uint8Array => raw({ v: FRAME_VERSION, t: 'op', s, n: 1, op: operation });

test.each<[string, Uint8Array]>([
  ['nothing', raw('')],
  ['no JSON', raw('{')],
  ['no object', raw('[]')],
  ['null', raw('null')],
  ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
  ['another version', raw({ v: FRAME_VERSION + 1, t: 'bye', s })],
  ['no version', raw({ t: 'bye', s })],
  ['an unknown kind', raw({ v: FRAME_VERSION, t: 'hello', s })],
  ['no sender', raw({ v: FRAME_VERSION, t: 'bye' })],
  ['a sender that is a subject', raw({ v: FRAME_VERSION, t: 'bye', s: '>' })],
  ['too much', raw({ v: FRAME_VERSION, t: 'bye', s, more: 'x'.repeat(FRAME_MAX_BYTES) })],
  ['a number below one', raw({ v: FRAME_VERSION, t: 'op', s, n: 0, op: say })],
  ['a number that is none', raw({ v: FRAME_VERSION, t: 'here', s, n: 1.5 })],
  ['a number beyond what counts exactly', raw({ v: FRAME_VERSION, t: 'here', s, n: 2 ** 53 })],
  ['an unknown operation', op({ type: 'quit', member: 1 })],
  ['a text with an escape sequence', op({ ...say, text: '\u001b[2J' })],
  ['a text with a line end', op({ ...say, text: 'a\n! too-slow' })],
  ['a text that turns the direction', op({ ...say, text: 'a\u202eb' })],
  ['a text that is too long', op({ ...say, text: 'x'.repeat(4097) })],
  ['an empty text', op({ ...say, text: ' ' })],
  ['a text that is none', op({ ...say, text: { toString: 'x' } })],
  ['a name with a space', op({ ...say, from: 'a b' })],
  ['a name with an escape sequence', op({ type: 'claim', member: 1, name: '\u001b[2J' })],
  ['a name that is too long', op({ type: 'claim', member: 1, name: 'x'.repeat(33) })],
  ['a member below zero', op({ type: 'claim', member: -1, name: 'ana' })],
  ['an unknown reason', op({ type: 'leave', member: 1, reason: '\u001b[2J' })],
  ['too many members', raw({ v: FRAME_VERSION, ...good[9], members: Array(101).fill(entry) })],
  ['a part beyond the last', raw({ v: FRAME_VERSION, ...good[9], part: 1 })],
  ['a member without a room', raw({ v: FRAME_VERSION, ...good[9], members: [{ ...entry, room: undefined }] })],
  ['acknowledgements that are none', raw({ v: FRAME_VERSION, t: 'ack', s, of: [[1, -2]] })],
])('%s is dropped', (_what, bytes) => {
  expect(decodeFrame(bytes)).toBeUndefined();
});
