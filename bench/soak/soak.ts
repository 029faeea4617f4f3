import { loadavg } from 'node:os';
import { pause } from './client.ts';
import type { CrowdReport } from './crowd.ts';
import { memory, startLlave, startLoad, startReconnects } from './processes.ts';
import type { SoakPlan, SoakResult } from './result.ts';
import type { RudeReport } from './rude.ts';

/** What `npm run bench` does: Done means 1 of the reference server. */
export const FULL: SoakPlan = {
  crowd: { clients: 2000, rooms: 20, vanishing: 100 },
  talk: { messagesPerRoom: 100, every: 250 },
  rude: {
    halfHandshakes: 50,
    endlessLines: 10,
    garbage: 20,
    byteBySecond: 20,
    flooders: 8,
    deaf: 12,
  },
  reconnectsPerSecond: 1000,
  boundMiB: 512,
  afterBoundMiB: 128,
  heapAfterBoundMiB: 32,
  restMs: 5_000,
};

/** The same for a test: correctness alone. */
export const SHORT: SoakPlan = {
  crowd: { clients: 100, rooms: 5, vanishing: 10 },
  talk: { messagesPerRoom: 30, every: 20 },
  rude: {
    halfHandshakes: 5,
    endlessLines: 2,
    garbage: 3,
    byteBySecond: 3,
    flooders: 2,
    deaf: 2,
  },
  reconnectsPerSecond: 100,
  boundMiB: 512,
  afterBoundMiB: 128,
  heapAfterBoundMiB: 32,
  restMs: 100,
};

/** Rooms full of members that check what they get, and those who do not behave, all at one server with its default limits. */
export async function soak(plan: SoakPlan): Promise<SoakResult> {
  const server = await startLlave();
  const crowd = startLoad('crowd.ts');
  const rude = startLoad('rude.ts');
  const { port, pid } = server;
  let reconnecting: ReturnType<typeof startReconnects> | undefined;
  try {
    await pause(plan.restMs);
    const before = memory(pid).now;
    const { connected } = await crowd.ask<{ connected: number }>('gather', { port, ...plan.crowd });
    await pause(plan.restMs);
    const full = memory(pid).now;
    await rude.ask('start', { port, ...plan.rude });
    reconnecting = startReconnects(port, plan.reconnectsPerSecond);
    // Reading the metrics begins the time over which they tell the delays.
    await metrics(server.metrics as string);
    const report = await crowd.ask<CrowdReport>('talk', plan.talk);
    const text = await metrics(server.metrics as string);
    const reconnects = await reconnecting.stop();
    const rudeReport = await rude.ask<RudeReport>('stop');
    await crowd.ask('leave');
    await everyoneGone(server.metrics as string);
    await pause(2 * plan.restMs);
    const { now: after, peak } = memory(pid);
    const heapAfter = gauge(await metrics(server.metrics as string), 'nodejs_heap_size_total_bytes') / 2 ** 20;
    const second = startLoad('crowd.ts');
    await second.ask('gather', { port, ...plan.crowd });
    await pause(plan.restMs);
    const again = memory(pid).now;
    second.stop();
    const { halfHandshakes, endlessLines, garbage, byteBySecond, flooders, deaf } = plan.rude;
    return {
      crowd: report,
      rude: rudeReport,
      rudeClients: halfHandshakes + endlessLines + garbage + byteBySecond + flooders + deaf,
      limited: limited(text),
      reconnects,
      boundMiB: plan.boundMiB,
      afterBoundMiB: plan.afterBoundMiB,
      heapAfterBoundMiB: plan.heapAfterBoundMiB,
      memory: {
        before: whole(before),
        connected: whole(full),
        peak: whole(peak),
        after: whole(after),
        heapAfter: whole(heapAfter),
        again: whole(again),
        perConnectionKiB: whole(((full - before) * 1024) / connected),
      },
      load: whole(loadavg()[0] ?? 0),
      eventLoopP99Ms: whole(gauge(text, 'nodejs_eventloop_lag_p99_seconds') * 1000),
    };
  } finally {
    crowd.stop();
    rude.stop();
    await reconnecting?.stop();
    await server.stop();
  }
}

async function metrics(url: string): Promise<string> {
  return (await fetch(url)).text();
}

/** Leaving takes time as well: everyone who is still there is told of everyone who goes. */
async function everyoneGone(url: string): Promise<void> {
  while (gauge(await metrics(url), 'llave_connections') > 0) await pause(100);
}

function gauge(text: string, name: string): number {
  return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]);
}

/** The limits that took effect, by name. */
function limited(text: string): Record<string, number> {
  const lines = [...text.matchAll(/^llave_limited_total\{limit="([^"]+)"\} (\d+)$/gm)];
  const failed = Number(/^llave_handshake_failures_total (\d+)$/m.exec(text)?.[1] ?? 0);
  return Object.fromEntries([...lines.map(([, name, n]) => [name, Number(n)]), ['handshakes that failed', failed]]);
}

const whole = (value: number): number => Math.round(value * 10) / 10;
