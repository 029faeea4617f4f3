import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../../src/doctor/diagnose.ts';
import { Politeness } from '../../../src/doctor/fleet/politeness.ts';
import { type FleetOptions, runFleet } from '../../../src/doctor/fleet/pool.ts';
import type { FleetTarget } from '../../../src/doctor/fleet/targets.ts';

/** A list of so many targets that counts how many were read. */
function list(length: number) {
  const counter = { read: 0 };
  async function* targets(): AsyncGenerator<FleetTarget> {
    for (let index = 0; index < length; index++) {
      counter.read += 1;
      yield { index, line: index + 1, input: `host-${index}:1` };
    }
  }
  return { targets: targets(), counter };
}

/** Diagnoses that end when they are told to, and how many went on at most. */
function diagnoses() {
  const open = new Map<number, () => void>();
  let [most, begun] = [0, 0];
  const waiting = new Set<() => void>();
  return {
    diagnose: ({ index }: FleetTarget, signal: AbortSignal) =>
      new Promise<Diagnosis>((resolve) => {
        const end = () => {
          open.delete(index);
          resolve({} as Diagnosis);
        };
        open.set(index, end);
        signal.addEventListener('abort', end);
        begun += 1;
        most = Math.max(most, open.size);
        for (const look of waiting) look();
      }),
    end: (index: number) => open.get(index)?.(),
    open: () => [...open.keys()],
    most: () => most,
    until: (count: number) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (begun >= count) resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}

const options = (more: Partial<FleetOptions<Diagnosis>>): FleetOptions<Diagnosis> => ({
  concurrency: 4,
  ordered: false,
  hosts: () => [],
  diagnose: async () => ({}) as Diagnosis,
  signal: new AbortController().signal,
  ...more,
});

async function indices(results: AsyncIterable<{ target: FleetTarget }>): Promise<number[]> {
  const found: number[] = [];
  for await (const { target } of results) found.push(target.index);
  return found;
}

describe('many targets', () => {
  it('are all examined, in the order of the list where that is asked for', async () => {
    const all = Array.from({ length: 500 }, (_, index) => index);
    expect(await indices(runFleet(list(500).targets, options({ ordered: true })))).toEqual(all);
    expect((await indices(runFleet(list(500).targets, options({})))).sort((a, b) => a - b)).toEqual(all);
  });

  it('come as they are ready, or wait for those before them', async () => {
    for (const ordered of [false, true]) {
      const work = diagnoses();
      const results = runFleet(list(3).targets, options({ ordered, diagnose: work.diagnose }));
      const found = indices(results);
      await work.until(3);
      for (const index of [2, 0, 1]) {
        work.end(index);
        await new Promise(setImmediate);
      }
      expect(await found).toEqual(ordered ? [0, 1, 2] : [2, 0, 1]);
    }
  });

  it('never go on more at a time than was asked for', async () => {
    let [now, most] = [0, 0];
    const diagnose = async () => {
      most = Math.max(most, ++now);
      await new Promise(setImmediate);
      now -= 1;
      return {} as Diagnosis;
    };
    await indices(runFleet(list(2000).targets, options({ concurrency: 6, diagnose })));
    expect(most).toBe(6);
  });

  it('are read no further than the window while the first one is slow, however long the list is', async () => {
    const work = diagnoses();
    const { targets, counter } = list(100_000);
    const diagnose = (target: FleetTarget, signal: AbortSignal) =>
      target.index === 0 ? work.diagnose(target, signal) : Promise.resolve({} as Diagnosis);
    const results = runFleet(targets, options({ ordered: true, window: 40, diagnose }));
    const first = results.next();
    for (let turn = 0; turn < 1000; turn++) await new Promise(setImmediate);
    expect(counter.read).toBe(40);
    work.end(0);
    expect((await first).value?.target.index).toBe(0);
    await results.return(undefined);
    expect(counter.read).toBeLessThan(100);
  });

  it('are read no further while nobody takes the results', async () => {
    const { targets, counter } = list(100_000);
    const results = runFleet(targets, options({ window: 10 }));
    await results.next();
    for (let turn = 0; turn < 1000; turn++) await new Promise(setImmediate);
    expect(counter.read).toBeLessThanOrEqual(11);
    await results.return(undefined);
  });

  it('give what is done when they are broken off, and leave out what was going on', async () => {
    const stop = new AbortController();
    const work = diagnoses();
    const results = runFleet(list(1000).targets, options({ diagnose: work.diagnose, signal: stop.signal }));
    const first = results.next();
    await work.until(4);
    work.end(work.open()[1]!);
    expect((await first).value?.target.index).toBe(1);
    stop.abort();
    expect((await results.next()).done).toBe(true);
    expect(work.open()).toEqual([]);
  });

  it('end with what a diagnosis or the list throws', async () => {
    const diagnose = () => Promise.reject(new Error('ours'));
    await expect(indices(runFleet(list(3).targets, options({ diagnose })))).rejects.toThrow('ours');
    async function* broken(): AsyncGenerator<FleetTarget> {
      yield { index: 0, line: 1, input: 'a:1' };
      throw new Error('unreadable');
    }
    await expect(indices(runFleet(broken(), options({})))).rejects.toThrow('unreadable');
  });

  it('burden one host with two at a time, and others go on meanwhile', async () => {
    const work = diagnoses();
    const hosts = ({ index }: FleetTarget) => (index < 6 ? ['one'] : []);
    const politeness = new Politeness({ atOnce: 2, apartMs: 0 });
    const results = runFleet(list(8).targets, options({ concurrency: 8, hosts, politeness, diagnose: work.diagnose }));
    const found = indices(results);
    await work.until(4);
    expect(work.open()).toEqual([0, 1, 6, 7]);
    while (work.open().length > 0) {
      work.end(work.open()[0]!);
      for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
      expect(work.open().filter((index) => index < 6).length).toBeLessThanOrEqual(2);
    }
    expect((await found).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('go on while the addresses of one are looked up', async () => {
    let known = (_hosts: readonly string[]) => {};
    const hosts = ({ index }: FleetTarget) =>
      index === 0
        ? new Promise<readonly string[]>((resolve) => {
            known = resolve;
          })
        : [];
    const found: number[] = [];
    for await (const { target } of runFleet(list(50).targets, options({ hosts }))) {
      found.push(target.index);
      if (found.length === 15) known(['192.0.2.1']);
    }
    expect(found.slice(0, 15)).not.toContain(0);
    expect(found).toHaveLength(50);
  });
});
