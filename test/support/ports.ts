import { once } from 'node:events';
import net from 'node:net';

/** Below what systems hand out to connections and to port 0 (32768 and up on Linux, 49152 elsewhere): nobody gets one by chance. */
const [FIRST, LAST] = [20_000, 32_000];
/** Each worker of vitest takes from a stretch of its own, and no port twice. */
const WORKERS = 16;
const STRETCH = (LAST - FIRST) / WORKERS;
const from = FIRST + (Number(process.env.VITEST_POOL_ID ?? 0) % WORKERS) * STRETCH;
let next = Math.floor(Math.random() * STRETCH);

/** A port that nobody listens on, for peers that cannot choose one themselves, and for connections that are to be refused. */
export async function freePort(address = '127.0.0.1'): Promise<number> {
  for (;;) {
    const port = from + (next++ % STRETCH);
    const server = net.createServer();
    const free = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false)).listen(port, address, () => resolve(true));
    });
    if (!free) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}

/** Resolves when something accepts connections at the port. @throws Error when nothing does within `ms` */
export async function portOpen(port: number, ms = 30_000, address = '127.0.0.1'): Promise<void> {
  const giveUp = Date.now() + ms;
  for (;;) {
    const socket = net.connect({ host: address, port });
    const open = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    });
    socket.destroy();
    if (open) return;
    if (Date.now() > giveUp) throw new Error(`nothing listens on port ${port}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
