import { find } from '../harness/programs.ts';
import { pause } from './client.ts';
import { lives, memory, type Server, startLlave, startLoad, startNcat, startPython } from './processes.ts';
import type { SideBySide } from './result.ts';

interface Contestant {
  readonly server: string;
  readonly program?: string;
  readonly named: boolean;
  start(): Promise<Server>;
}

// What llave does besides (names, receipts, limits) stays on; only limits that would stop the flood are out of the way.
const WIDE = ['--rate', '1000000', '--burst', '1000000', '--max-per-address', '4096', '--max-pending', '67108864'];

const CONTESTANTS: readonly Contestant[] = [
  { server: '`llave serve`', named: true, start: () => startLlave(WIDE) },
  { server: '`ncat --ssl --chat`', program: 'ncat', named: false, start: startNcat },
  { server: 'a threaded server in Python', program: 'python3', named: false, start: startPython },
];

/** More than the 1,024 descriptors that `select` can watch. */
const HOLD = [1200, 800] as const;
const LISTENERS = 300;
const MESSAGES = 200;
const REST_MS = 3_000;

/** How many connections each server holds, what one costs, and how fast it delivers, one server after another. */
export async function sideBySide(): Promise<SideBySide[]> {
  const results: SideBySide[] = [];
  for (const contestant of CONTESTANTS) {
    if (contestant.program !== undefined && find(contestant.program) === undefined) continue;
    const [many, fewer] = HOLD;
    const hold = (await holds(contestant, many)) ?? { ...(await holds(contestant, fewer)), endedAt: many };
    const { held = 0, perConnectionKiB = 0, tried = fewer } = hold;
    const result = {
      server: contestant.server,
      ...hold,
      tried,
      held,
      perConnectionKiB,
      ...(await delivers(contestant)),
    };
    console.log(JSON.stringify(result));
    results.push(result);
  }
  return results;
}

/** Undefined when the server did not survive so many. */
async function holds(
  { named, start }: Contestant,
  tried: number,
): Promise<Pick<SideBySide, 'tried' | 'held' | 'perConnectionKiB'> | undefined> {
  const server = await start();
  const load = startLoad('flood.ts');
  try {
    await pause(REST_MS);
    const before = memory(server.pid).now;
    const wanted = { port: server.port, clients: tried, named, rooms: 20 };
    const { connected } = await load.ask<{ connected: number }>('gather', wanted);
    await pause(REST_MS);
    if (!lives(server.pid)) return undefined;
    const full = memory(server.pid).now;
    const { held } = await load.ask<{ held: number }>('roll', { named });
    return { tried, held, perConnectionKiB: Math.round(((full - before) * 1024) / connected) };
  } finally {
    load.stop();
    await server.stop();
  }
}

async function delivers({
  named,
  start,
}: Contestant): Promise<Pick<SideBySide, 'listeners' | 'deliveredPerSecond' | 'deliveredPercent'>> {
  const server = await start();
  const load = startLoad('flood.ts');
  try {
    await load.ask('gather', { port: server.port, clients: LISTENERS + 1, named, rooms: 1 });
    const { delivered, seconds } = await load.ask<{ delivered: number; seconds: number }>('talk', {
      messages: MESSAGES,
    });
    return {
      listeners: LISTENERS,
      deliveredPerSecond: Math.round(delivered / seconds),
      deliveredPercent: Math.round((1000 * delivered) / (LISTENERS * MESSAGES)) / 10,
    };
  } finally {
    load.stop();
    await server.stop();
  }
}
