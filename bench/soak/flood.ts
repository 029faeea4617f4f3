// A load process: clients of any chat server that takes lines and gives them to the others, with no word more than that.
import { answer } from './answers.ts';
import { type Client, each, open, pause } from './client.ts';

/** Whom to connect to. */
export interface FloodOptions {
  readonly port: number;
  readonly clients: number;
  /** Whether the first line must be a name. */
  readonly named: boolean;
  /** Rooms to spread over, where there are rooms. */
  readonly rooms: number;
}

/** Connections in a row that come to nothing before it stops trying. */
const FAILURES_MAX = 20;
const CONNECT_MS = 5_000;
const clients: Client[] = [];
/** How long nothing may come before we take it that nothing more will. */
const SILENCE_MS = 3_000;

async function gather({ port, clients: count, named, rooms }: FloodOptions): Promise<{ connected: number }> {
  let failures = 0;
  await each(count, 20, async (index) => {
    // A server that is full lets everyone else wait: what more would come of trying?
    if (failures >= FAILURES_MAX) return;
    const client = await open(port, '127.0.0.1', CONNECT_MS);
    if (!client) {
      failures += 1;
      return;
    }
    failures = 0;
    clients.push(client);
    if (!named) return;
    client.send(`member${index}`, '/receipts off');
    if (rooms > 1) client.send(`/join room${index % rooms}`);
  });
  // Newcomers are announced to everyone: that must be over.
  await quiet(() => 0);
  return { connected: clients.filter(({ closed }) => !closed).length };
}

/** Resolves once `count` has not changed for a while. @returns when it last changed */
async function quiet(count: () => number, wanted = Number.POSITIVE_INFINITY): Promise<number> {
  let last = count();
  let at = performance.now();
  while (count() < wanted && performance.now() - at < SILENCE_MS) {
    await pause(5);
    if (count() !== last) {
      last = count();
      at = performance.now();
    }
  }
  return at;
}

/** One client speaks, as fast as the server takes it. */
async function talk({ messages }: { messages: number }): Promise<{ delivered: number; seconds: number; held: number }> {
  const [speaker, ...listeners] = clients.filter(({ closed }) => !closed) as [Client, ...Client[]];
  let delivered = 0;
  const heard = new Set<Client>();
  for (const listener of listeners)
    listener.onLine = (line) => {
      if (!line.includes('flood ')) return;
      delivered += 1;
      heard.add(listener);
    };
  const began = performance.now();
  speaker.send(...Array.from({ length: messages }, (_, n) => `flood ${n} ${'x'.repeat(80)}`));
  const ended = await quiet(() => delivered, messages * listeners.length);
  return { delivered, seconds: (ended - began) / 1000, held: heard.size + 1 };
}

/** Who is still there, and answers. */
async function roll({ named }: { named: boolean }): Promise<{ held: number }> {
  if (!named) return talk({ messages: 1 });
  const there = clients.filter(({ closed }) => !closed);
  let held = 0;
  for (const client of there) {
    client.onLine = (line) => {
      if (line === '* pong') held += 1;
    };
    client.send('/ping');
  }
  await quiet(() => held, there.length);
  return { held };
}

answer({ gather, talk, roll });
