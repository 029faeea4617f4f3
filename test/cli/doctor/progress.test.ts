import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { plainProgress, SLOW_MS } from '../../../src/cli/doctor/progress.ts';
import { WaitList } from '../../../src/cli/doctor/waiting.ts';

const start = (key: string, at?: string) =>
  ({ type: 'probe-start', key, ...(at === undefined ? {} : { at }) }) as never;
const end = (key: string, at?: string) =>
  ({ type: 'probe-end', key, state: 'ok', ms: 1, ...(at === undefined ? {} : { at }) }) as never;

describe('what a diagnosis waits for', () => {
  it('is the probe that has run the longest, until it ends', () => {
    const list = new WaitList();
    list.take(start('tcp.connect', '10.0.0.1'), 0);
    list.take(start('tcp.connect', '10.0.0.2'), 100);
    expect(list.longest(1999, 2000)).toBeUndefined();
    expect(list.longest(2000, 2000)).toEqual({ key: 'tcp.connect', probe: 'tcp.connect@10.0.0.1', ms: 2000 });
    list.take(end('tcp.connect', '10.0.0.1'), 2050);
    expect(list.longest(2050, 2000)).toBeUndefined();
    expect(list.longest(2100, 2000)?.probe).toBe('tcp.connect@10.0.0.2');
  });
});

describe('progress where there is no terminal', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is silence while it goes fast, and one line for each long wait', async () => {
    const lines: string[] = [];
    const progress = plainProgress((line) => lines.push(line));
    progress.onEvent(start('dns.lookup'));
    vi.advanceTimersByTime(SLOW_MS - 1);
    expect(lines).toEqual([]);
    progress.onEvent(end('dns.lookup'));
    progress.onEvent(start('tls.handshake'));
    vi.advanceTimersByTime(SLOW_MS * 3);
    expect(lines).toEqual(['still waiting after 2 s: TLS and certificate (tls.handshake)']);
    await progress.end();
    vi.advanceTimersByTime(SLOW_MS * 3);
    expect(lines).toHaveLength(1);
  });
});
