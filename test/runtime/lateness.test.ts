import { expect, it, vi } from 'vitest';
import { watchLateness } from '../../src/runtime/lateness.ts';

it('counts what is beyond the ticks, also what the end cuts off', () => {
  vi.useFakeTimers();
  try {
    let at = 0;
    const end = watchLateness(() => at);
    at = 20;
    vi.advanceTimersByTime(20);
    at = 340;
    vi.advanceTimersByTime(20);
    at = 400;
    expect(end()).toBe(300 + 40);
  } finally {
    vi.useRealTimers();
  }
});
