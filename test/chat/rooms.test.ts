import { expect, test } from 'vitest';
import { Rooms } from '../../src/chat/rooms.ts';

const enter = (rooms: Rooms, ...names: string[]): void => {
  for (const [index, name] of names.entries()) rooms.enter(index + 1, name);
};

test('a newcomer is welcomed and announced', () => {
  const rooms = new Rooms();
  enter(rooms, 'ana');
  expect(rooms.enter(2, 'ben')).toEqual([
    { to: [2], event: { type: 'welcome', name: 'ben', room: 'lobby', others: 1 } },
    { to: [1], event: { type: 'joined', name: 'ben', room: 'lobby' } },
  ]);
});

test('names are unique without regard to case, in every room, and free again when their owner leaves', () => {
  const rooms = new Rooms();
  enter(rooms, 'Ana');
  rooms.apply(1, { type: 'join', room: 'dev' });
  expect(rooms.enter(2, 'aNA')).toMatchObject([{ to: [2], event: { type: 'error', code: 'name-taken' } }]);
  expect(rooms.get(2)).toBeUndefined();
  rooms.leave(1, 'quit');
  expect(rooms.enter(2, 'aNA')[0]).toMatchObject({ event: { type: 'welcome', name: 'aNA' } });
});

test('a message goes to the others of its room alone, numbered in one order', () => {
  const rooms = new Rooms();
  enter(rooms, 'ana', 'ben', 'eva', 'leo');
  rooms.apply(4, { type: 'join', room: 'dev' });
  const said = [1, 2, 3, 1].flatMap((id) => rooms.apply(id, { type: 'say', text: `from ${id}` }));
  expect(said.map(({ to }) => [...to])).toEqual([
    [2, 3],
    [1, 3],
    [1, 2],
    [2, 3],
  ]);
  expect(said.map(({ event }) => event.type === 'message' && event.id)).toEqual([1, 2, 3, 4]);
  expect(said[0]?.said).toEqual({ by: 1, receipt: true });
});

test('receipts can be switched off', () => {
  const rooms = new Rooms();
  enter(rooms, 'ana');
  expect(rooms.apply(1, { type: 'receipts', on: false })).toEqual([
    { to: [1], event: { type: 'receipts', on: false } },
  ]);
  expect(rooms.apply(1, { type: 'say', text: 'x' })[0]?.said).toEqual({ by: 1, receipt: false });
});

test('a new name frees the old one; the own name in other case is no conflict', () => {
  const rooms = new Rooms();
  enter(rooms, 'ana', 'ben');
  expect(rooms.apply(1, { type: 'rename', name: 'BEN' })).toMatchObject([{ event: { code: 'name-taken' } }]);
  expect(rooms.apply(1, { type: 'rename', name: 'ANA' })).toEqual([
    { to: [1], event: { type: 'renamed', from: 'ana', to: 'ANA', self: true } },
    { to: [2], event: { type: 'renamed', from: 'ana', to: 'ANA', self: false } },
  ]);
  rooms.apply(1, { type: 'rename', name: 'eva' });
  expect(rooms.apply(2, { type: 'rename', name: 'Ana' })[0]).toMatchObject({ event: { type: 'renamed', to: 'Ana' } });
});

test('moving tells both rooms; an empty room is gone, and its name means the same in any case', () => {
  const rooms = new Rooms();
  enter(rooms, 'ana', 'ben', 'eva');
  rooms.apply(3, { type: 'join', room: 'Dev' });
  expect(rooms.apply(2, { type: 'join', room: 'dev' })).toEqual([
    { to: [1], event: { type: 'left', name: 'ben', room: 'lobby', reason: 'moved' } },
    { to: [2], event: { type: 'welcome', name: 'ben', room: 'Dev', others: 1 } },
    { to: [3], event: { type: 'joined', name: 'ben', room: 'Dev' } },
  ]);
  rooms.leave(3, 'quit');
  rooms.leave(2, 'quit');
  expect(rooms.apply(1, { type: 'rooms' })).toMatchObject([{ event: { rooms: [{ name: 'lobby', members: 1 }] } }]);
  expect(rooms.roomCount).toBe(1);
  expect(rooms.apply(1, { type: 'join', room: 'no way' })).toMatchObject([{ event: { code: 'room-invalid' } }]);
});

test('who is nobody can do nothing', () => {
  const rooms = new Rooms();
  expect(rooms.apply(9, { type: 'say', text: 'x' })).toEqual([]);
  expect(rooms.leave(9, 'quit')).toEqual([]);
});
