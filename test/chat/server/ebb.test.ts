import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Ebb } from '../../../src/chat/server/ebb.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function ebb() {
  const gone = vi.fn();
  const watched = new Ebb(gone);
  const note = (...counts: number[]) => {
    for (const count of counts) watched.note(count);
  };
  return { gone, note };
}

test('a crowd that has gone is noticed once, after a while', () => {
  const { gone, note } = ebb();
  note(400, 101, 100);
  vi.advanceTimersByTime(4_999);
  expect(gone).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  note(50, 0);
  vi.advanceTimersByTime(60_000);
  expect(gone).toHaveBeenCalledTimes(1);
});

test('one that comes back has not gone', () => {
  const { gone, note } = ebb();
  note(400, 0, 300);
  vi.advanceTimersByTime(60_000);
  expect(gone).not.toHaveBeenCalled();
  note(90);
  vi.advanceTimersByTime(5_000);
  expect(gone).toHaveBeenCalledTimes(1);
});

test('few who leave are no crowd, and those who stay are none either', () => {
  const { gone, note } = ebb();
  note(199, 0, 199, 0);
  vi.advanceTimersByTime(60_000);
  note(400, 101);
  vi.advanceTimersByTime(60_000);
  expect(gone).not.toHaveBeenCalled();
});

test('each crowd counts', () => {
  const { gone, note } = ebb();
  for (let n = 0; n < 3; n += 1) {
    note(500, 10);
    vi.advanceTimersByTime(5_000);
  }
  expect(gone).toHaveBeenCalledTimes(3);
});
