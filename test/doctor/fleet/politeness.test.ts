import { describe, expect, it } from 'vitest';
import { Pace } from '../../../src/doctor/fleet/pace.ts';
import { burdened, Politeness } from '../../../src/doctor/fleet/politeness.ts';

describe('politeness', () => {
  it('lets two in, so far apart, and the next one when one has left', () => {
    let now = 0;
    const gate = new Politeness({ atOnce: 2, apartMs: 100 }, () => now);
    expect(gate.wait(['a'])).toBe(0);
    gate.enter(['a']);
    expect(gate.wait(['a'])).toBe(100);
    expect(gate.wait(['b'])).toBe(0);
    now = 100;
    expect(gate.wait(['a'])).toBe(0);
    gate.enter(['a']);
    now = 1000;
    expect(gate.wait(['a'])).toBe(Number.POSITIVE_INFINITY);
    gate.leave(['a']);
    expect(gate.wait(['a'])).toBe(0);
  });

  it('spares nobody where there is nobody to spare', () => {
    const gate = new Politeness({ atOnce: 1, apartMs: 100 }, () => 0);
    gate.enter([]);
    gate.enter([]);
    expect(gate.wait([])).toBe(0);
  });

  it('waits for the slowest of several hosts', () => {
    let now = 0;
    const gate = new Politeness({ atOnce: 1, apartMs: 100 }, () => now);
    gate.enter(['a', 'b']);
    gate.leave(['a', 'b']);
    expect(gate.wait(['c', 'b'])).toBe(100);
    now = 100;
    gate.enter(['b']);
    expect(gate.wait(['a'])).toBe(0);
    expect(gate.wait(['a', 'b'])).toBe(Number.POSITIVE_INFINITY);
  });

  const names: Readonly<Record<string, readonly string[]>> = {
    'example.org': ['192.0.2.9', '2001:db8::9', '192.0.2.9'],
    'www.example.org': ['192.0.2.9'],
    'here.example.org': ['127.0.1.1'],
  };
  const lookup = async (host: string) => {
    const found = names[host.toLowerCase().replace(/\.$/, '')];
    if (found === undefined) throw new Error('ENOTFOUND');
    return found.map((address) => ({ address }));
  };

  it.each([
    ['Example.org.:443', [], ['192.0.2.9', '2001:db8::9']],
    ['https://www.example.org', [], ['192.0.2.9']],
    ['here.example.org:1', [], []],
    ['Nowhere.example.:1', [], ['nowhere.example']],
    ['[2001:db8::1]:443', [], ['2001:db8::1']],
    ['example.org:1', ['192.0.2.1'], ['192.0.2.1']],
    ['localhost:1', [], []],
    ['127.0.0.3:1', [], []],
    ['http:// x', [], []],
  ])('counts %s %j for %j', async (input, addresses, hosts) => {
    expect(await burdened(input, addresses, lookup)).toEqual(hosts);
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
