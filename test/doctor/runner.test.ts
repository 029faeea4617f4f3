import { describe, expect, it } from 'vitest';
import type { Entry, EvidenceKey } from '../../src/doctor/evidence.ts';
import type { Probe } from '../../src/doctor/probe.ts';
import { type GatherOptions, gather, type RunnerEvent } from '../../src/doctor/runner.ts';
import { frozenClock } from '../../src/runtime/clock.ts';
import type { LocalSystem } from '../../src/runtime/local-system.ts';
import type { Network } from '../../src/runtime/network.ts';
import { ok, request, store } from './evidence.ts';

const network = { udpEcho: async () => 'silence' } as unknown as Network;
const options = (more: Partial<GatherOptions> = {}): GatherOptions => ({
  context: { network, system: {} as LocalSystem, clock: frozenClock(new Date('2026-11-22T12:00:00Z')) },
  timeoutMs: 3000,
  deep: false,
  budget: { totalMs: 5000, connections: 25, parallel: 4 },
  ...more,
});
const seed = () => store({ request: ok('request', request) });

/** A probe that the compiler does not check: what it yields is only a name here. */
function probe(yields: EvidenceKey, more: Partial<Probe> = {}): Probe {
  return {
    ...{ yields, stage: 'quick', connects: false, needs: [], reads: [] },
    run: async () => ({ value: {} as never }),
    ...more,
  };
}
const state = (entries: Readonly<Record<string, Entry>>, key: string) => entries[key]?.state;
const fails = { run: async () => ({ failure: { code: 'NO' } as never }) };

describe('gather', () => {
  it('runs what is needed first, whatever the order of the list', async () => {
    const order: string[] = [];
    const noted = (key: EvidenceKey, needs: EvidenceKey[]) =>
      probe(key, {
        needs: needs as never,
        run: async () => {
          order.push(key);
          return { value: {} as never };
        },
      });
    await gather(
      [noted('tls.handshake', ['tcp.path']), noted('tcp.path', ['target']), noted('target', [])],
      seed(),
      options(),
    );
    expect(order).toEqual(['target', 'tcp.path', 'tls.handshake']);
  });

  it('records what could not be looked at, with what it lacked', async () => {
    const probes = [
      probe('tls.handshake', { needs: ['tcp.path'] }),
      probe('tcp.path', { needs: ['target'] }),
      probe('target', fails),
    ];
    const entries = (await gather(probes, seed(), options())).store.toJSON();
    expect(entries['tcp.path']).toMatchObject({ state: 'blocked', failure: { by: 'target' } });
    expect(entries['tls.handshake']).toMatchObject({ state: 'blocked', failure: { by: 'tcp.path' } });
  });

  it('runs a battery only after what it separates has failed, or with --deep', async () => {
    const battery = probe('tcp.udp', { stage: 'battery', separates: ['tcp.path'] });
    const well = await gather([battery, probe('tcp.path')], seed(), options());
    const ill = await gather([battery, probe('tcp.path', fails)], seed(), options());
    const deep = await gather([battery, probe('tcp.path')], seed(), options({ deep: true }));
    expect([well, ill, deep].map((run) => state(run.store.toJSON(), 'tcp.udp'))).toEqual([undefined, 'ok', 'ok']);
  });

  it('keeps to so many connections at a time, and leaves what is exclusive alone', async () => {
    let running = 0;
    let most = 0;
    let withExclusive = 0;
    const job = (exclusive: boolean) => async () => {
      running += 1;
      most = Math.max(most, running);
      if (exclusive) withExclusive = Math.max(withExclusive, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return { value: {} as never };
    };
    const many = { instances: () => Array.from({ length: 12 }, (_, i) => String(i)), connects: true };
    const probes = [
      probe('tcp.connect', { ...many, run: job(false) }),
      probe('tcp.retry', { ...many, instances: () => ['1', '2'], exclusive: true, run: job(true) }),
      probe('tcp.control', { ...many, run: job(false) }),
    ];
    const { store: gathered } = await gather(probes, seed(), options());
    expect(Object.keys(gathered.toJSON())).toHaveLength(1 + 12 + 2 + 12);
    expect([most, withExclusive]).toEqual([4, 1]);
  });

  it('counts connections where they are made, and stops at the budget', async () => {
    const probes = [
      probe('tcp.control', {
        connects: true,
        instances: () => Array.from({ length: 9 }, (_, i) => String(i)),
        run: async (_seen, context) => {
          await context.network.udpEcho({ address: '192.0.2.1', port: 1, timeoutMs: 1, signal: context.signal });
          return { value: {} as never };
        },
      }),
    ];
    const run = await gather(probes, seed(), options({ budget: { totalMs: 5000, connections: 5, parallel: 1 } }));
    expect(run.connections).toBe(5);
    const codes = Object.values(run.store.toJSON()).map((entry) =>
      entry.state === 'failed' ? entry.failure.code : entry.state,
    );
    expect(codes.filter((code) => code === 'BUDGET')).toHaveLength(4);
  });

  it('stops at the budget within a probe that connects several times, and knows that as none of our bugs', async () => {
    const greedy = probe('tcp.departure', {
      connects: true,
      run: async (_seen, { network, signal }) => {
        for (;;) await network.udpEcho({ address: '192.0.2.1', port: 1, timeoutMs: 1, signal });
      },
    });
    const run = await gather([greedy], seed(), options({ budget: { totalMs: 5000, connections: 3, parallel: 1 } }));
    expect(run.connections).toBe(3);
    expect(run.store.toJSON()['tcp.departure']).toMatchObject({ state: 'failed', failure: { code: 'BUDGET' } });
  });

  it('waits for nobody beyond the time for everything', async () => {
    const never = probe('dns.lookup', { run: () => new Promise(() => {}) });
    const run = await gather(
      [never, probe('addresses', { reads: ['dns.lookup'] })],
      seed(),
      options({ budget: { totalMs: 30, connections: 1, parallel: 1 } }),
    );
    expect(run.store.toJSON()['dns.lookup']).toMatchObject({ state: 'failed', failure: { code: 'DEADLINE' } });
  });

  it('records a probe that throws as a failure of ours', async () => {
    const broken = probe('target', {
      run: async () => {
        throw new TypeError('oops');
      },
    });
    const run = await gather([broken], seed(), options());
    expect(run.store.toJSON().target).toMatchObject({ state: 'failed', failure: { code: 'PROBE_ERROR' } });
  });

  it('records a probe that throws while it decides whether to look, too', async () => {
    const undecided = probe('target', {
      when: () => {
        throw new TypeError('oops');
      },
    });
    const run = await gather([undecided], seed(), options());
    expect(run.store.toJSON().target).toMatchObject({
      state: 'failed',
      failure: { code: 'PROBE_ERROR', message: 'TypeError: oops' },
    });
  });

  it('shows nobody what was never observed', async () => {
    const recorded = store({
      'tls.handshake': { state: 'failed', startedAt: '', ms: 0, failure: { code: 'DEADLINE' } as never },
      'tcp.path': { state: 'failed', startedAt: '', ms: 0, failure: { code: 'TIMEOUT' } as never },
    });
    const seen = recorded.see([], ['tls.handshake', 'tcp.path']);
    expect(seen?.['tls.handshake']).toBeUndefined();
    expect(seen?.['tcp.path']).toBeDefined();
  });

  it('tells what it does', async () => {
    const events: RunnerEvent[] = [];
    await gather([probe('target')], seed(), options({ onEvent: (event) => events.push(event) }));
    expect(events.map(({ type }) => type)).toEqual(['probe-start', 'probe-end']);
  });
});
