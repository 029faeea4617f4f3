import { expect, test } from 'vitest';
import type { ClientEvent } from '../../src/chat/client/connection.ts';
import { Place } from '../../src/cli/chat/place.ts';

const welcome = (room: string, name = 'ana'): ClientEvent => ({ type: 'welcome', name, room, others: 0 });
const say = (text: string) => ({ type: 'say', text }) as const;

test('the room is where one was, also when the way back is cut', () => {
  const place = new Place('dev');
  place.heard(welcome('lobby'));
  expect(place.room).toBe('dev');
  place.heard(welcome('dev'));
  place.sent({ type: 'join', room: 'other' });
  place.heard(welcome('other'));
  place.lost();
  place.heard(welcome('lobby'));
  place.lost();
  expect(place.room).toBe('other');
});

test('a name that was changed is the one to come back with', () => {
  const place = new Place(undefined);
  place.heard(welcome('lobby'));
  place.heard({ type: 'renamed', from: 'ben', to: 'eva', self: false });
  expect(place.name).toBe('ana');
  place.heard({ type: 'renamed', from: 'ana', to: 'eva', self: true });
  expect(place.name).toBe('eva');
});

test('texts without a receipt are in doubt, refused ones and those without receipts are not', () => {
  const place = new Place(undefined);
  for (const text of ['one', 'two', 'three']) place.sent(say(text));
  place.heard({ type: 'receipt', id: 1, recipients: 2 });
  place.heard({ type: 'error', code: 'line-too-long', text: '' });
  expect(place.lost()).toEqual(['three']);
  expect(place.lost()).toEqual([]);
  place.heard({ type: 'receipts', on: false });
  place.sent(say('four'));
  expect(place.lost()).toEqual([]);
  // A new connection begins with receipts.
  place.sent(say('five'));
  expect(place.lost()).toEqual(['five']);
});
