import { describe, expect, it } from 'vitest';
import type { Entry, EvidenceKey, EvidenceStore } from '../../src/doctor/evidence.ts';
import { type Job, Planner } from '../../src/doctor/planner.ts';
import type { Probe } from '../../src/doctor/probe.ts';
import { blocked, ok, request, store } from './evidence.ts';

const KEYS = [
  ...['target', 'addresses', 'tcp.path', 'tls.handshake', 'cert.path', 'cert.name', 'tcp.udp', 'tcp.loopback'],
  ...['local.machine', 'local.port', 'dns.lookup', 'ip.routes'],
] as EvidenceKey[];

/** A generator of numbers below `most`, the same for the same seed (mulberry32). */
function numbers(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % most;
  };
}

/** Probes in any order that need, read or separate what others yield, without circles. */
function battery(any: (most: number) => number): Probe[] {
  const some = (before: number) => KEYS.slice(0, before).filter(() => any(4) === 0);
  const probes = KEYS.map((yields, place) => {
    const stage = (['quick', 'quick', 'battery', 'deep'] as const)[any(4)]!;
    const early = any(4) === 0 ? { early: () => true } : {};
    return {
      ...{ yields, stage, connects: false, needs: some(place), reads: some(place), ...early },
      ...(stage === 'battery' ? { separates: some(place) } : {}),
      run: async () => ({ value: {} as never }),
    } as unknown as Probe;
  });
  return probes.sort(() => any(3) - 1);
}

interface Plan {
  next(block: (probe: Probe, by: EvidenceKey) => void): Job[];
  recorded(key: EvidenceKey): void;
  ended(key: EvidenceKey): void;
}

/** The rules of `probe.ts` read off one by one, each time for every probe. */
class Literal implements Plan {
  readonly #open: Set<Probe>;
  readonly #running = new Map<EvidenceKey, number>();
  readonly #seen: EvidenceStore;

  constructor(probes: readonly Probe[], seen: EvidenceStore) {
    this.#open = new Set(probes);
    this.#seen = seen;
  }

  next(block: (probe: Probe, by: EvidenceKey) => void): Job[] {
    const jobs: Job[] = [];
    for (let changed = true; changed; ) {
      changed = false;
      for (const probe of [...this.#open]) {
        if (!this.#closes(probe, jobs, block)) continue;
        this.#open.delete(probe);
        changed = true;
      }
    }
    return jobs;
  }

  recorded(): void {}

  ended(key: EvidenceKey): void {
    this.#running.set(key, this.#running.get(key)! - 1);
  }

  #settled = (key: EvidenceKey): boolean =>
    (this.#running.get(key) ?? 0) === 0 && ![...this.#open].some(({ yields }) => yields === key);

  #closes(probe: Probe, jobs: Job[], block: (probe: Probe, by: EvidenceKey) => void): boolean {
    const { stage, needs, reads, separates = [], yields } = probe;
    if (stage === 'deep') return true;
    if (stage === 'battery') {
      const failed = (key: EvidenceKey) => this.#seen.states(key).some(([, entry]) => entry.state === 'failed');
      if (!separates.some((key) => this.#settled(key) && failed(key))) return separates.every(this.#settled);
    }
    if (!needs.every(this.#settled)) return false;
    const seen = this.#seen.see(needs, reads);
    if (seen === undefined) {
      const by = needs.find((key) => this.#seen.get(key)?.state !== 'ok')!;
      if (this.#seen.has(by)) block(probe, by);
      return true;
    }
    if (!reads.every(this.#settled) && !probe.early?.(seen)) return false;
    jobs.push({ probe, at: undefined, seen });
    this.#running.set(yields, (this.#running.get(yields) ?? 0) + 1);
    return true;
  }
}

/** Goes through a plan with runs that end in some order, ok or failed; what was begun and recorded, in order. */
function through(make: (probes: readonly Probe[], seen: EvidenceStore) => Plan, seed: number): string[] {
  const probes = battery(numbers(seed));
  const any = numbers(seed + 1);
  const seen = store({ request: ok('request', request) });
  const plan = make(probes, seen);
  const log: string[] = [];
  const running: Job[] = [];
  for (;;) {
    const jobs = plan.next((probe, by) => {
      log.push(`${probe.yields} for want of ${by}`);
      seen.set(probe.yields as 'target', blocked(by) as Entry<'target'>);
    });
    log.push(...jobs.map(({ probe }) => `begin ${probe.yields}`));
    running.push(...jobs);
    if (running.length === 0) return log;
    const [{ probe }] = running.splice(any(running.length), 1) as [Job];
    const entry = {
      startedAt: '',
      ms: 0,
      ...(any(3) === 0 ? { state: 'failed', failure: {} } : { state: 'ok', value: {} }),
    };
    seen.set(probe.yields as 'target', entry as unknown as Entry<'target'>);
    plan.ended(probe.yields);
  }
}

describe('the planner', () => {
  it('decides as the rules say, though it looks only at what changed', () => {
    let begun = 0;
    for (let seed = 0; seed < 400; seed += 1) {
      const literal = through((probes, seen) => new Literal(probes, seen), seed);
      expect(through((probes, seen) => new Planner(probes, seen, false), seed)).toEqual(literal);
      begun += literal.length;
    }
    expect(begun).toBeGreaterThan(1000);
  });

  it('looks at an impatient probe again when it is told that something changed', async () => {
    const probe = (yields: string, more: Partial<Probe> = {}) =>
      ({ yields, stage: 'quick', connects: false, needs: [], reads: [], ...more }) as unknown as Probe;
    const slow = probe('tcp.path');
    const impatient = probe('tcp.udp', { stage: 'battery', separates: ['tcp.path'], impatientMs: 0 });
    const planner = new Planner([slow, impatient], store({}), false);
    const next = () => planner.next(() => {}).map(({ probe: { yields } }) => yields);
    expect(next()).toEqual(['tcp.path']);
    expect(planner.began('tcp.path')).toEqual([0]);
    expect(planner.began('tcp.path')).toEqual([]);
    expect(next()).toEqual([]);
    planner.recorded('tcp.path');
    expect(next()).toEqual(['tcp.udp']);
  });

  it('calls with --deep for the whole battery, but for what would be in the way of what it separates', () => {
    const probe = (yields: string, more: Partial<Probe> = {}) =>
      ({
        yields,
        stage: 'battery',
        separates: ['tcp.path'],
        connects: true,
        needs: [],
        reads: [],
        ...more,
      }) as unknown as Probe;
    const probes = [
      probe('tcp.path', { stage: 'quick' }),
      probe('tcp.udp'),
      probe('tcp.vigil', { onlyOnFailure: true }),
    ];
    const planner = new Planner(probes, store({}), true);
    expect(planner.next(() => {}).map(({ probe: { yields } }) => yields)).toEqual(['tcp.path', 'tcp.udp']);
  });
});
