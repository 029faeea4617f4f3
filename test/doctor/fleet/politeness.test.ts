import { describe, expect, it } from 'vitest';
import { Pace } from '../../../src/doctor/fleet/pace.ts';
import { burdened, Politeness } from '../../../src/doctor/fleet/politeness.ts';

describe('politeness', () => {
  it('lets two in, so far apart, and the next one when one has left', () => {
    let now = 0;
    const gate = new Politeness({ atOnce: 2, apartMs: 100 }, () => now);
    expect(gate.wait('a')).toBe(0);
    gate.enter('a');
    expect(gate.wait('a')).toBe(100);
    expect(gate.wait('b')).toBe(0);
    now = 100;
    expect(gate.wait('a')).toBe(0);
    gate.enter('a');
    now = 1000;
    expect(gate.wait('a')).toBe(Number.POSITIVE_INFINITY);
    gate.leave('a');
    expect(gate.wait('a')).toBe(0);
  });

  it('spares nobody where there is nobody to spare', () => {
    const gate = new Politeness({ atOnce: 1, apartMs: 100 }, () => 0);
    gate.enter(undefined);
    gate.enter(undefined);
    expect(gate.wait(undefined)).toBe(0);
  });

  it.each([
    ['Example.org.:443', [], 'example.org'],
    ['https://example.org', [], 'example.org'],
    ['[2001:db8::1]:443', [], '2001:db8::1'],
    ['example.org:1', ['192.0.2.1'], '192.0.2.1'],
    ['localhost:1', [], undefined],
    ['127.0.0.3:1', [], undefined],
    ['http:// x', [], undefined],
  ])('counts %s %j for %s', (input, addresses, host) => {
    expect(burdened(input, addresses)).toBe(host);
  });
});

describe('pace', () => {
  it('rises to what was asked for while timers are punctual, and falls while they are late', () => {
    const pace = new Pace(20);
    expect(pace.allowed).toBe(8);
    for (let look = 0; look < 10; look++) pace.note(1);
    expect(pace.allowed).toBe(20);
    pace.note(500);
    expect(pace.allowed).toBe(15);
    for (let look = 0; look < 20; look++) pace.note(500);
    expect(pace.allowed).toBe(2);
    expect(new Pace(1).allowed).toBe(1);
  });
});
