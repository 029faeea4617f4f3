import { loadavg } from 'node:os';
import { pause } from './client.ts';
import type { CrowdReport } from './crowd.ts';
import { memory, startLlave, startLoad } from './processes.ts';
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
    reconnectsPerSecond: 1000,
  },
  boundMiB: 512,
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
    reconnectsPerSecond: 100,
  },
  boundMiB: 512,
  restMs: 100,
};

/** Rooms full of members that check what they get, and those who do not behave, all at one server with its default limits. */
export async function soak(plan: SoakPlan): Promise<SoakResult> {
  const server = await startLlave();
  const crowd = startLoad('crowd.ts');
  const rude = startLoad('rude.ts');
  const { port, pid } = server;
  try {
    await pause(plan.restMs);
    const before = memory(pid).now;
    const { connected } = await crowd.ask<{ connected: number }>('gather', { port, ...plan.crowd });
    await pause(plan.restMs);
    const full = memory(pid).now;
    await rude.ask('start', { port, ...plan.rude });
    // Reading the metrics begins the time over which they tell the delays.
    await metrics(server.metrics as string);
    const report = await crowd.ask<CrowdReport>('talk', plan.talk);
    const text = await metrics(server.metrics as string);
    const rudeReport = await rude.ask<RudeReport>('stop');
    await crowd.ask('leave');
    await pause(2 * plan.restMs);
    const { now: after, peak } = memory(pid);
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
      boundMiB: plan.boundMiB,
      memory: {
        before: whole(before),
        connected: whole(full),
        peak: whole(peak),
        after: whole(after),
        again: whole(again),
        perConnectionKiB: whole(((full - before) * 1024) / connected),
      },
      load: whole(loadavg()[0] ?? 0),
      eventLoopP99Ms: whole(Number(/^nodejs_eventloop_lag_p99_seconds (\S+)/m.exec(text)?.[1]) * 1000),
    };
  } finally {
    crowd.stop();
    rude.stop();
    await server.stop();
  }
}

async function metrics(url: string): Promise<string> {
  return (await fetch(url)).text();
}

/** The limits that took effect, by name. */
function limited(text: string): Record<string, number> {
  const lines = [...text.matchAll(/^llave_limited_total\{limit="([^"]+)"\} (\d+)$/gm)];
  const failed = Number(/^llave_handshake_failures_total (\d+)$/m.exec(text)?.[1] ?? 0);
  return Object.fromEntries([...lines.map(([, name, n]) => [name, Number(n)]), ['handshakes that failed', failed]]);
}

const whole = (value: number): number => Math.round(value * 10) / 10;
